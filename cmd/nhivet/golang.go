package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/nhivet/nhivet/internal/scan"
)

// goLevel is what --go asks for. Strangers' code is not compiled unasked.
func goLevel(flag string) (scan.GoLevel, error) {
	switch flag {
	case "auto":
		if forked(os.Getenv) {
			return scan.GoSyntax, nil
		}
		return scan.GoAuto, nil
	case "syntax", "": // a command without the flag
		return scan.GoSyntax, nil
	case "types":
		return scan.GoTypes, nil
	}
	return "", fmt.Errorf("--go %q: want auto, syntax or types", flag)
}

// forks are the variables by which build systems say whose code they build: those
// of the side that asks for a merge, and of the side that is asked. Without the
// second, the first says "true" for a fork.
var forks = []struct{ from, to string }{
	{"CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "CI_MERGE_REQUEST_PROJECT_ID"}, // docs.gitlab.com/ci/variables/predefined_variables
	{"SYSTEM_PULLREQUEST_ISFORK", ""},                                     // learn.microsoft.com/azure/devops/pipelines/build/variables
	{"BUILDKITE_PULL_REQUEST_REPO", "BUILDKITE_REPO"},                     // buildkite.com/docs/pipelines/configure/environment-variables
	{"CIRCLE_PR_USERNAME", "CIRCLE_PROJECT_USERNAME"},                     // circleci.com/docs/reference/variables: set for forks alone
}

// forked says whether a build system builds what somebody without write access
// proposes.
func forked(env func(string) string) bool {
	for _, f := range forks {
		from := env(f.from)
		if f.to == "" && (from == "True" || from == "true") || f.to != "" && from != "" && from != env(f.to) {
			return true
		}
	}
	switch env("GITHUB_EVENT_NAME") {
	case "pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment":
	default:
		return false
	}
	// docs.github.com/webhooks/webhook-events-and-payloads#pull_request; the head
	// has no repository when the fork is gone.
	type side struct {
		Repo *struct {
			FullName string `json:"full_name"`
		} `json:"repo"`
	}
	var event struct {
		PullRequest struct{ Head, Base side } `json:"pull_request"`
	}
	text, err := os.ReadFile(env("GITHUB_EVENT_PATH"))
	if err != nil || json.Unmarshal(text, &event) != nil {
		return true // it cannot be told
	}
	head, base := event.PullRequest.Head.Repo, event.PullRequest.Base.Repo
	return head == nil || base == nil || head.FullName != base.FullName
}
