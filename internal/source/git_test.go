package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The walk lists what git would: what is tracked or not ignored.
func TestIgnoreFilesAgainstGit(t *testing.T) {
	top := t.TempDir()
	gitDo(t, top, "init", "-q")
	dir := filepath.Join(top, "work")
	files := map[string]string{
		".gitignore": "*.log\n!keep.log\n/only-top.yaml\nbuilt/\n**/deep/**/x.yaml\nfoo/*\n!foo/bar/\n", "work/.gitignore": "local*\n!local-kept.yaml\n/a/b/\n",
		"work/a/.gitignore": "!b/\n*.yaml\n", "work/c/.gitignore": "!*.log\n*\\ \nq[0-9].yaml\n!q5.yaml\n", ".git/info/exclude": "excluded.yaml\n!x.log\nc/no\n",
	}
	for _, d := range []string{"", "a/", "a/b/", "c/", "c/deep/", "c/deep/er/", "foo/", "foo/bar/", "foo/baz/", "built/", "c/built/", "local/"} {
		for _, n := range []string{"x.yaml", "x.log", "keep.log", "only-top.yaml", "local.yaml", "local-kept.yaml", "q1.yaml", "q5.yaml", "end ", "excluded.yaml", "no"} {
			files["work/"+d+n] = "x"
		}
	}
	plant(t, top, files)
	gitDo(t, top, "add", "-f", "work/c/x.log", "work/built/x.yaml", "work/a/b/no")
	var expect []string
	for _, p := range fields([]byte(gitDo(t, dir, "ls-files", "-z", "--cached", "--others", "--exclude-standard"))) {
		expect = append(expect, p)
	}
	slices.Sort(expect)
	s := open(t, Options{}, dir)
	if got := names(s); !slices.Equal(slices.Compact(expect), got) {
		t.Errorf("listed %q\n  git %q", got, expect)
	}
	if len(files)-len(expect) < 30 {
		t.Error("too few are ignored to tell", len(files), len(expect))
	}
	if s.Skipped()[string(IgnoredBy)] == 0 {
		t.Error(s.Skipped())
	}
	if f, err := s.Read("local.yaml"); err != nil || f.Len() != 1 {
		t.Error("ignored files are context:", err)
	}
	if s.Listed("local.yaml") {
		t.Error("an ignored file is listed")
	}
	if all := open(t, Options{IncludeIgnored: true}, dir); len(all.Entries) != len(files)-2 {
		t.Error(len(all.Entries), len(files))
	}
}

func TestNestedRepositoryAndWorktree(t *testing.T) {
	dir := t.TempDir()
	gitDo(t, dir, "init", "-q", "main")
	top := filepath.Join(dir, "main")
	plant(t, top, map[string]string{".gitignore": "*.log\n", "a.log": "", "a.yaml": "", "sub/x.log": "", "sub/x.yaml": "", "sub/.gitignore": "*.yaml\n"})
	gitDo(t, top, "init", "-q", "sub")
	gitDo(t, top, "add", ".gitignore", "a.yaml")
	gitDo(t, top, "commit", "-qm", "x")
	want(t, open(t, Options{}, top), ".gitignore", "a.yaml", "sub/.gitignore", "sub/x.log")
	gitDo(t, top, "worktree", "add", "-q", "../linked")
	linked := filepath.Join(dir, "linked")
	plant(t, top, map[string]string{".git/info/exclude": "shared.yaml\n"})
	plant(t, linked, map[string]string{"b.log": "", "b.yaml": "", "shared.yaml": ""})
	gitDo(t, linked, "add", "-f", "b.log")
	want(t, open(t, Options{}, linked), ".gitignore", "a.yaml", "b.yaml", "b.log")
	s, err := OpenStaged(linked, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want(t, s, ".gitignore", "a.yaml", "b.log")
	if len(s.Changed) != 1 || !s.Changed["b.log"] {
		t.Error(s.Changed)
	}
}

func TestStaged(t *testing.T) {
	dir := t.TempDir()
	gitDo(t, dir, "init", "-q")
	plant(t, dir, map[string]string{"a.yaml": "one", "b.yaml": "b", "esc\x1b.yaml": "e", "vendor/modules.txt": "", "vendor/x.yaml": "", "go.sum": "", "big.yaml": strings.Repeat("x", 5000), "no/x.yaml": ""})
	gitDo(t, dir, "add", ".")
	o := Options{MaxSize: 4096, Exclude: []string{"no/"}}
	s, err := OpenStaged(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	want(t, s, "a.yaml", "b.yaml", `esc\x1b.yaml`)
	if len(s.Changed) != 3 {
		t.Error("without a HEAD all is new:", s.Changed)
	}
	if !noticed(s.Notices(), "big.yaml", "over the limit") || s.Skipped()["vendored"] != 1 {
		t.Error(s.Notices(), s.Skipped())
	}
	s.Close()
	gitDo(t, dir, "commit", "-qm", "one")
	plant(t, dir, map[string]string{"a.yaml": "two", "new.yaml": "n", "ita.yaml": "later"})
	gitDo(t, dir, "add", "a.yaml", "new.yaml")
	gitDo(t, dir, "add", "-N", "ita.yaml")
	gitDo(t, dir, "rm", "-q", "--cached", "b.yaml")
	plant(t, dir, map[string]string{"a.yaml": "three"})
	if err := os.Symlink("a.yaml", filepath.Join(dir, "link.yaml")); err == nil {
		gitDo(t, dir, "add", "link.yaml")
	}
	gitDo(t, dir, "update-index", "--add", "--cacheinfo", "160000,"+strings.TrimSpace(gitDo(t, dir, "rev-parse", "HEAD"))+",module")
	s, err = OpenStaged(filepath.Join(dir, "no"), o)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want(t, s, "a.yaml", `esc\x1b.yaml`, "new.yaml", "ita.yaml")
	for p, text := range map[string]string{"a.yaml": "two", "new.yaml": "n", "ita.yaml": "", `esc\x1b.yaml`: "e", "vendor/x.yaml": ""} {
		if f, err := s.Read(p); err != nil || string(f.Bytes()) != text {
			t.Errorf("%s: %v %v", p, f, err)
		}
	}
	for _, p := range []string{"b.yaml", "link.yaml", "module", "big.yaml", "../x"} {
		if _, err := s.Read(p); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", p, err)
		}
	}
	if f, err := s.Read("a.yaml"); err != nil || string(f.Bytes()) != "two" {
		t.Error("the process lost its place", err)
	}
	if !s.Changed["a.yaml"] || !s.Changed["new.yaml"] || !s.Changed["b.yaml"] || s.Changed[`esc\x1b.yaml`] {
		t.Error(s.Changed)
	}
	if got := s.Glob("*.yaml"); !slices.Equal(got, []string{"a.yaml", "big.yaml", `esc\x1b.yaml`, "ita.yaml", "new.yaml"}) {
		t.Error(got)
	}
	r, err := OpenRevision(dir, "HEAD", o)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	want(t, r, "a.yaml", "b.yaml", `esc\x1b.yaml`)
	if f, err := r.Read("a.yaml"); err != nil || string(f.Bytes()) != "one" {
		t.Error(f, err)
	}
	for _, rev := range []string{"nope", "", "--help", "HEAD\n"} {
		if _, err := OpenRevision(dir, rev, o); err == nil {
			t.Error(rev)
		}
	}
	if _, err := OpenStaged(t.TempDir(), o); err == nil {
		t.Error("no repository, no error")
	}
}

func TestUnmergedAndOtherIndex(t *testing.T) {
	dir := t.TempDir()
	gitDo(t, dir, "init", "-q")
	ids := map[string]string{}
	for _, text := range []string{"base", "ours", "theirs"} {
		plant(t, dir, map[string]string{text: text})
		ids[text] = strings.TrimSpace(gitDo(t, dir, "hash-object", "-w", text))
	}
	info := fmt.Sprintf("100644 %s 1\tc.yaml\n100644 %s 2\tc.yaml\n100644 %s 3\tc.yaml\n100644 %s 3\td.yaml\n", ids["base"], ids["ours"], ids["theirs"], ids["theirs"])
	cmd := exec.Command("git", "update-index", "--index-info")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(info)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s, err := OpenStaged(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want(t, s, "c.yaml", "d.yaml")
	for p, text := range map[string]string{"c.yaml": "ours", "d.yaml": "theirs"} {
		if f, err := s.Read(p); err != nil || string(f.Bytes()) != text || !noticed(s.Notices(), p, "unmerged") {
			t.Error(p, err, s.Notices())
		}
	}
	// A hook's index counts, its GIT_DIR does not.
	gitDo(t, dir, "read-tree", "--index-output=.git/other", "--empty")
	t.Setenv("GIT_INDEX_FILE", filepath.Join(dir, ".git", "other"))
	t.Setenv("GIT_DIR", "/nowhere")
	if s, err = OpenStaged(dir, Options{}); err != nil || len(s.Entries) != 0 {
		t.Error(err)
	}
}

// A repository's configuration names programs in many places. None is run.
func TestHostileConfiguration(t *testing.T) {
	dir, proof := t.TempDir(), t.TempDir()
	gitDo(t, dir, "init", "-q")
	plant(t, dir, map[string]string{
		"a.yaml": "a", "b.log": "b", ".gitignore": "*.log\n", "lost.yaml": "lost object",
		".gitattributes": "* filter=evil diff=evil textconv=evil\n",
	})
	gitDo(t, dir, "add", "-f", ".")
	gitDo(t, dir, "commit", "-qm", "x")
	plant(t, dir, map[string]string{"a.yaml": "changed"})
	lost := strings.TrimSpace(gitDo(t, dir, "rev-parse", "HEAD:lost.yaml"))
	if err := os.Remove(filepath.Join(dir, ".git/objects", lost[:2], lost[2:])); err != nil {
		t.Fatal(err)
	}
	evil := filepath.Join(proof, "evil.sh")
	if err := os.WriteFile(evil, []byte("#!/bin/sh\ntouch \""+proof+"/ran.$$\"\ncat\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, hook := range []string{"post-index-change", "pre-commit", "reference-transaction", "post-checkout", "fsmonitor-watchman"} {
		plant(t, dir, map[string]string{".git/hooks/" + hook: "#!/bin/sh\n" + evil + "\n"})
		os.Chmod(filepath.Join(dir, ".git/hooks", hook), 0o755)
	}
	plant(t, dir, map[string]string{".git/more": "[core]\n\tfsmonitor = " + evil + "\n[alias]\n\tls-files = !" + evil + "\n\tcat-file = !" + evil + "\n"})
	config := strings.NewReplacer("EVIL", evil, "TOP", dir, "PROOF", proof).Replace(`
[core]
	repositoryformatversion = 1
	fsmonitor = EVIL
	hooksPath = TOP/.git/hooks
	pager = EVIL
	editor = EVIL
	sshCommand = EVIL
	gitProxy = EVIL
	askPass = EVIL
	alternateRefsCommand = EVIL
	worktree = PROOF
	untrackedCache = true
	excludesFile = /dev/zero
[extensions]
	partialClone = origin
[remote "origin"]
	url = ext::EVIL
	promisor = true
	partialclonefilter = blob:none
	uploadpack = EVIL
[include]
	path = TOP/.git/more
[diff]
	external = EVIL
	orderFile = /dev/zero
[log]
	showSignature = true
	mailmap = true
[mailmap]
	file = /dev/zero
[gpg]
	program = EVIL
[color]
	ui = always
[diff "evil"]
	command = EVIL
	textconv = EVIL
[filter "evil"]
	clean = EVIL
	smudge = EVIL
	process = EVIL
	required = true
[credential]
	helper = !EVIL
[interactive]
	diffFilter = EVIL
[pager]
	ls-files = EVIL
	diff-index = EVIL
[protocol]
	allow = always
[protocol "ext"]
	allow = always
[trace2]
	normalTarget = PROOF/ran.trace
`)
	for _, url := range []string{"ext::" + evil, "ssh://host/x", "file://" + dir, dir} {
		plant(t, dir, map[string]string{".git/config": strings.Replace(config, "ext::"+evil, url, 1)})
		for _, name := range []string{"GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_PAGER", "GIT_ASKPASS", "GIT_PROXY_COMMAND"} {
			t.Setenv(name, evil)
		}
		t.Setenv("GIT_TRACE", filepath.Join(proof, "ran.trace"))
		s, err := Open([]string{dir}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		want(t, s, ".gitattributes", ".gitignore", "a.yaml", "b.log", "lost.yaml")
		s.Close()
		for _, open := range []func() (*Set, error){
			func() (*Set, error) { return OpenStaged(dir, Options{}) },
			func() (*Set, error) { return OpenRevision(dir, "HEAD", Options{}) },
			func() (*Set, error) { return OpenDiff([]string{dir}, "HEAD", Options{}) },
			func() (*Set, error) { return OpenHistory(dir, "HEAD", Options{}) },
			func() (*Set, error) {
				return OpenStaged(dir, Options{Wants: func(p string) bool { return p != "lost.yaml" }})
			},
		} {
			s, err := open()
			if err != nil {
				t.Log(err) // the lost object cannot be had
				continue
			}
			for _, e := range s.Entries {
				s.Read(e.Path)
			}
			s.Read("lost.yaml")
			s.Close()
		}
		if ran, _ := filepath.Glob(filepath.Join(proof, "ran*")); len(ran) > 0 {
			t.Fatalf("with %s something was run: %v", url, ran)
		}
	}
	// The same repository does run things when it is asked carelessly.
	plain := strings.NewReplacer("\tworktree = "+proof+"\n", "", "\texcludesFile = /dev/zero\n", "").Replace(config)
	plant(t, dir, map[string]string{".git/config": plain})
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "git", "status")
	cmd.Dir, cmd.WaitDelay = dir, time.Second
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1"}
	out, _ := cmd.CombinedOutput()
	if ran, _ := filepath.Glob(filepath.Join(proof, "ran.*")); len(ran) == 0 {
		t.Errorf("git status ran nothing: the test has no teeth\n%s", out)
	}
}
