// Package python reads Python source: which credentials are written there as
// literals. It reads assignments, keyword arguments, entries of dictionaries and
// the defaults of settings; what stands in comments, docstrings and messages is
// no value of anything. Token formats that tell themselves apart wherever they
// stand are left to the analyzer of secrets.
package python

import (
	"bytes"
	"context"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer reads one file as one unit.
var Analyzer = &nhi.Analyzer{
	Name: "python",
	Doc:  "credentials written as literals in Python source",
	Reads: []string{
		"literals in assignments, keyword arguments, dictionaries and defaults of settings",
	},
	Formats: []nhi.Format{
		{Name: "Python", Files: "*.py", Source: "https://docs.python.org/3/reference/", Fixture: "client.py"},
	},
	Leaves: "agents and tools that are built in code, values that are computed, comments and docstrings",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

// limit is the largest file read, in bytes.
const limit = 1 << 20

func wants(name string) bool { return strings.HasSuffix(name, ".py") }

func claims(name string, text []byte) (string, bool) {
	if !wants(name) || len(text) > limit || bytes.IndexByte(text, 0) >= 0 || !telling(text) {
		return "", false
	}
	return name, true
}

// telling says whether a name that promises a secret can stand in the text.
func telling(text []byte) bool {
	for _, w := range [][]byte{[]byte("pass"), []byte("secret"), []byte("token"), []byte("key"), []byte("pwd"), []byte("auth"), []byte("pat"), []byte("dsn"), []byte("conn"), []byte("ur")} {
		title := append([]byte{w[0] - 'a' + 'A'}, w[1:]...)
		if bytes.Contains(text, w) || bytes.Contains(text, title) || bytes.Contains(text, bytes.ToUpper(w)) {
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
		for _, p := range Parse(f) {
			if c := judge(p); c != nil {
				c.Store = "code"
				facts.Credentials = append(facts.Credentials, c)
			}
		}
	}
	return facts, nil
}

// judge tries the names that a value goes by, the most exact first.
func judge(p Pair) *nhi.Credential {
	for _, name := range p.Names {
		if !creds.Named(name).Secret() {
			continue
		}
		if c := creds.Judge(name, p.Value, p.Span); c != nil {
			return c
		}
	}
	return nil
}
