// Package dotenv reads files of environment variables (.env and its kin): which
// credentials stand in them as literals. Expansions and templates are left alone.
package dotenv

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/envfile"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Analyzer reads one file as one scope of the environment.
var Analyzer = &nhi.Analyzer{
	Name: "dotenv",
	Doc:  "credentials in files of environment variables",
	Reads: []string{
		"literal values under names that promise a secret",
		"vendor formats under any name",
	},
	Formats: []nhi.Format{
		{Name: "Environment file", Files: ".env, *.env", Source: "https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/", Fixture: "agents"},
	},
	Leaves: "expansions (${…}), encrypted files, and the placeholders of templates (.env.example)",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

// limit is the largest file read, in bytes.
const limit = 1 << 20

func wants(name string) bool {
	base := strings.ToLower(path.Base(name))
	switch path.Ext(base) {
	case ".md", ".go", ".py", ".ts", ".js", ".rs", ".java", ".enc", ".gpg", ".age":
		return false
	}
	return base == ".env" || base == "env" || base == ".envrc" || strings.HasPrefix(base, ".env.") || strings.HasPrefix(base, ".env-") || strings.HasPrefix(base, "env.") || strings.HasSuffix(base, ".env") ||
		strings.Contains(base, ".env.")
}

func claims(name string, text []byte) (string, bool) {
	if !wants(name) || len(text) > limit || bytes.IndexByte(text, 0) >= 0 || bytes.IndexByte(text, '=') < 0 {
		return "", false
	}
	return name, true
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return facts, err
		}
		sample := template(f.Path)
		for _, p := range envfile.Parse(f) {
			if p.Value == nil || !p.Value.IsLiteral() {
				continue
			}
			c := creds.Judge(p.Name, p.Value.Text, p.Value.Span)
			if c == nil {
				continue
			}
			if _, known := creds.Identify(p.Value.Text); sample && !known {
				continue // a template's values are there to be replaced
			}
			c.Store = "env-file"
			if c.Environment = environment(f.Path); sample {
				if c.Attributes == nil {
					c.Attributes = map[string]string{}
				}
				c.Attributes["context"] = "example"
			}
			facts.Credentials = append(facts.Credentials, c)
		}
	}
	return facts, nil
}

// template says whether a file is there to be copied and filled in.
func template(name string) bool {
	for _, part := range strings.FieldsFunc(strings.ToLower(path.Base(name)), func(r rune) bool { return r == '.' || r == '-' || r == '_' }) {
		switch part {
		case "example", "examples", "sample", "template", "tmpl", "tpl", "dist", "default", "defaults", "schema":
			return true
		}
	}
	return false
}

// environment reads .env.production and the like.
func environment(name string) string {
	for _, part := range strings.FieldsFunc(strings.ToLower(path.Base(name)), func(r rune) bool { return r == '.' || r == '-' || r == '_' }) {
		switch part {
		case "prod", "production", "live":
			return "prod"
		case "stage", "staging", "stg":
			return "staging"
		case "dev", "development", "local":
			return "dev"
		case "test", "testing", "ci":
			return "test"
		}
	}
	return ""
}
