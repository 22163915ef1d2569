// Package shell reads shell scripts: which credentials are written there as
// literals. It reads assignments, defaults of parameters, and the arguments of
// commands that take credentials; comments, messages and here-documents are left
// alone, and so is every word that holds an expansion. Token formats that tell
// themselves apart wherever they stand are left to the analyzer of secrets.
package shell

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
)

// Analyzer reads one file as one unit.
var Analyzer = &nhi.Analyzer{
	Name: "shell",
	Doc:  "credentials written as literals in shell scripts",
	Reads: []string{
		"literals in assignments, defaults of parameters, and arguments that take credentials",
	},
	Formats: []nhi.Format{
		{Name: "Shell scripts", Files: "*.sh, *.bash, templates of them", Source: "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html", Fixture: "deploy.sh"},
	},
	Leaves: "words with an expansion, here-documents, and what the commands do",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

// limit is the largest file read, in bytes.
const limit = 1 << 20

func wants(name string) bool {
	switch path.Ext(name) {
	case ".sh", ".bash", ".zsh", ".ksh", ".tpl":
		return true
	case "":
		return !plain[path.Base(name)]
	}
	return false
}

// plain are the usual files without an extension that are no scripts.
var plain = map[string]bool{"LICENSE": true, "NOTICE": true, "README": true, "Makefile": true, "Dockerfile": true, "CODEOWNERS": true, "OWNERS": true, "Procfile": true, "Jenkinsfile": true, "Vagrantfile": true, "VERSION": true}

func claims(name string, text []byte) (string, bool) {
	if !wants(name) || len(text) > limit || bytes.IndexByte(text, 0) >= 0 || bytes.IndexByte(text, ' ') < 0 && bytes.IndexByte(text, '=') < 0 {
		return "", false
	}
	if ext := path.Ext(name); (ext == "" || ext == ".tpl") && !shebang(text) {
		return "", false
	}
	return name, true
}

// shebang says whether the first line starts a shell.
func shebang(text []byte) bool {
	if !bytes.HasPrefix(text, []byte("#!")) {
		return false
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	for _, w := range strings.Fields(string(line[2:])) {
		switch path.Base(w) {
		case "sh", "bash", "zsh", "ksh", "dash", "ash":
			return true
		}
	}
	return false
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return facts, err
		}
		seen := map[int]bool{}
		for _, p := range shell.Pairs(string(f.Bytes())) {
			if !creds.Named(p.Name).Secret() {
				continue
			}
			c := creds.Judge(p.Name, p.Value, f.At(p.Start, p.End))
			if c == nil || seen[c.At.Start] {
				continue
			}
			seen[c.At.Start] = true
			c.Store = "code"
			facts.Credentials = append(facts.Credentials, c)
		}
	}
	return facts, nil
}
