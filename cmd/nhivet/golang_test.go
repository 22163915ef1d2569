package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestForked(t *testing.T) {
	event := func(text string) string {
		name := filepath.Join(t.TempDir(), "event.json")
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	own := event(`{"pull_request": {"head": {"repo": {"full_name": "a/b"}}, "base": {"repo": {"full_name": "a/b"}}}}`)
	fork := event(`{"pull_request": {"head": {"repo": {"full_name": "c/b"}}, "base": {"repo": {"full_name": "a/b"}}}}`)
	gone := event(`{"pull_request": {"head": {"repo": null}, "base": {"repo": {"full_name": "a/b"}}}}`)
	for _, test := range []struct {
		env  map[string]string
		want bool
	}{
		{nil, false},
		{map[string]string{"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": fork}, false},
		{map[string]string{"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": own}, false},
		{map[string]string{"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": fork}, true},
		{map[string]string{"GITHUB_EVENT_NAME": "pull_request_target", "GITHUB_EVENT_PATH": gone}, true},
		{map[string]string{"GITHUB_EVENT_NAME": "pull_request"}, true},
		{map[string]string{"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "7", "CI_MERGE_REQUEST_PROJECT_ID": "7"}, false},
		{map[string]string{"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "8", "CI_MERGE_REQUEST_PROJECT_ID": "7"}, true},
		{map[string]string{"SYSTEM_PULLREQUEST_ISFORK": "False"}, false},
		{map[string]string{"SYSTEM_PULLREQUEST_ISFORK": "True"}, true},
		{map[string]string{"BUILDKITE_PULL_REQUEST_REPO": "git://c/b", "BUILDKITE_REPO": "git://a/b"}, true},
	} {
		if got := forked(func(name string) string { return test.env[name] }); got != test.want {
			t.Errorf("%v: %v", test.env, got)
		}
	}
}
