// Package dockerfile reads Dockerfiles: which credentials are written in them or
// built into the image, and which agent a container starts. How an image's
// services are deployed is for others to say.
package dockerfile

import (
	"bytes"
	"context"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/docker"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/shell"
)

// Analyzer reads one file as one unit.
var Analyzer = &nhi.Analyzer{
	Name: "dockerfile",
	Doc:  "credentials written in Dockerfiles or built into images, and the agents that containers start",
	Reads: []string{
		"literals of ENV, of ARG, and of the commands of RUN",
		"build arguments that hold secrets, and files of credentials that are copied into the image",
		"the coding agent that ENTRYPOINT and CMD start, and the protections that its flags switch off",
	},
	Formats: []nhi.Format{
		{Name: "Dockerfile", Files: "Dockerfile, Dockerfile.*, *.dockerfile, Containerfile", Source: "https://docs.docker.com/reference/dockerfile/", Fixture: "image"},
	},
	Leaves: "base images, files that COPY brings but for their names, what commands do, and RUN --mount=type=secret, which leaves nothing behind",
	Wants:  wants,
	Claims: claims,
	Run:    run,
}

func wants(name string) bool {
	base := strings.ToLower(path.Base(name))
	for _, stem := range [...]string{"dockerfile", "containerfile"} {
		if base == stem || strings.HasSuffix(base, "."+stem) {
			return true
		}
		if rest, ok := strings.CutPrefix(base, stem); ok && (rest[0] == '.' || rest[0] == '-') {
			return !notes[path.Ext(base)]
		}
	}
	return false
}

// notes are files about a Dockerfile.
var notes = map[string]bool{".md": true, ".txt": true, ".dockerignore": true, ".json": true, ".yaml": true, ".yml": true, ".py": true, ".go": true, ".sh": true}

func claims(name string, text []byte) (string, bool) {
	return name, wants(name) && bytes.Contains(bytes.ToUpper(text[:min(len(text), docker.MaxFile)]), []byte("FROM")) && bytes.IndexByte(text, 0) < 0
}

// inImage is the store of what is part of an image.
const inImage = "image"

type reader struct {
	file  *nhi.File
	tree  nhi.Tree
	facts *nhi.Facts
	seen  map[string]bool // keys of credentials
}

func run(ctx context.Context, u *nhi.Unit) (*nhi.Facts, error) {
	facts := &nhi.Facts{}
	for _, f := range u.Files {
		if err := ctx.Err(); err != nil {
			return facts, err
		}
		r := &reader{file: f, tree: u.Tree, facts: facts, seen: map[string]bool{}}
		parsed := docker.Parse(f)
		facts.Notices = append(facts.Notices, parsed.Notices...)
		for _, i := range parsed.Instructions {
			r.literals(i)
		}
		for _, s := range parsed.Stages {
			if s.Shipped {
				r.arguments(s)
				r.copies(s)
			}
		}
		r.starts(parsed)
	}
	return facts, nil
}

// literals reads what is written out in an instruction.
func (r *reader) literals(i *docker.Instruction) {
	switch i.Name {
	case "ENV", "ARG":
		for _, p := range i.Pairs() {
			if p.Set && p.Literal {
				r.literal(p.Name, p.Value, p.At)
			}
		}
	case "RUN":
		for _, p := range shell.Pairs(i.Args) {
			r.promised(p, i.Place(p.Start, p.End))
		}
		for _, h := range i.Heredocs {
			for _, p := range shell.Pairs(h.Text) {
				r.promised(p, r.file.At(h.At.Start+p.Start, h.At.Start+p.End))
			}
		}
	}
}

// promised judges a literal of a command, whose name has to promise a secret:
// commands are full of other values.
func (r *reader) promised(p shell.Pair, at nhi.Span) {
	if creds.Named(p.Name).Secret() {
		r.literal(p.Name, p.Value, at)
	}
}

func (r *reader) literal(name, value string, at nhi.Span) {
	c := creds.Judge(name, value, at)
	if c == nil {
		return
	}
	c.Store = inImage
	r.add(c)
}

func (r *reader) add(c *nhi.Credential) {
	if !r.seen[c.Key] {
		r.seen[c.Key] = true
		r.facts.Credentials = append(r.facts.Credentials, c)
	}
}
