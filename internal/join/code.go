package join

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// runsCode ties what is deployed to the agents that its code builds: a workload
// that says which folder's program it runs, or runs the image that another one
// says is built of it, is an agent when an agent is built there. The two stay two facts, the code's and the deployment's.
func (j *joiner) runsCode(all []*node) {
	byDir := map[string][]*nhi.Agent{}
	var dirs []string
	for _, n := range all {
		a := n.agent
		if a.Kind != "code" || !a.At.Valid() || a.Score < nhi.AgentScore || a.Attributes["role"] == "tool-server" {
			continue
		}
		dir := path.Dir(a.At.File.Path)
		if byDir[dir] == nil {
			dirs = append(dirs, dir)
		}
		byDir[dir] = append(byDir[dir], a)
	}
	if len(dirs) == 0 {
		return
	}
	sort.Strings(dirs)
	images := builtHere(all)
	for _, n := range all {
		w := n.agent
		code, parts := w.Attributes[nhi.RunsCode], strings.Fields(w.Attributes[nhi.CodeParts])
		if _, runs, _ := family(w); code == "" && strings.Contains(runs, "/") {
			code = images[runs].code
			parts = images[runs].parts
		}
		if code == "" || w.Kind == "code" {
			continue
		}
		if scripts[path.Ext(code)] { // one file, or what it imports from beside it
			j.code[w] = inFile(byDir[path.Dir(code)], code)
			code = path.Dir(code)
			if len(j.code[w]) > 0 {
				code = "" // it is known
			}
		}
		for i := sort.SearchStrings(dirs, code); code != "" && i < len(dirs) && strings.HasPrefix(dirs[i], code) && len(j.code[w]) < maxCode; i++ {
			if dirs[i] == code || strings.HasPrefix(dirs[i], code+"/") {
				j.code[w] = append(j.code[w], byDir[dirs[i]]...)
			}
		}
		if code == "." {
			j.code[w] = append(j.code[w], byDir["."]...)
		}
		if len(j.code[w]) == 0 { // a program that only starts what others build
			for _, dir := range parts {
				if len(j.code[w]) < maxCode {
					j.code[w] = append(j.code[w], byDir[dir]...)
				}
			}
		}
		if len(j.code[w]) > 0 {
			j.folder[w], j.parts[w] = code, parts
		}
		for _, a := range j.code[w] {
			j.deployed[a] = true
		}
		if list := j.code[w]; len(list) > 0 && w.Score < nhi.AgentScore {
			a := list[0]
			w.Score = a.Score
			w.Evidence = append(w.Evidence, nhi.Evidence{Weight: a.Score, Reason: fmt.Sprintf("the code that it runs builds the agent '%s'", a.Name), At: a.At})
		}
	}
}

// scripts are the endings of files that are programs by themselves.
var scripts = map[string]bool{".py": true, ".ts": true, ".tsx": true, ".mts": true, ".js": true, ".mjs": true, ".cjs": true}

// inFile are the agents that a file builds.
func inFile(list []*nhi.Agent, file string) []*nhi.Agent {
	var out []*nhi.Agent
	for _, a := range list {
		if a.At.File.Path == file {
			out = append(out, a)
		}
	}
	return out
}

// program is the folder of one, and those of the packages that it imports.
type program struct {
	code  string
	parts []string
}

// builtHere are the folders of the programs in images that the tree builds, by the
// image's path. One that is built of two programs is left out, and so is a name
// without a repository, which many have.
func builtHere(all []*node) map[string]program {
	out := map[string]program{}
	for _, n := range all {
		a := n.agent
		image, code := a.Attributes[nhi.Image], a.Attributes[nhi.RunsCode]
		if image == "" || code == "" {
			continue
		}
		p := program{code, strings.Fields(a.Attributes[nhi.CodeParts])}
		if old, ok := out[image]; ok && old.code != code {
			p = program{}
		}
		out[image] = p
	}
	return out
}

// maxCode is how many agents of one program are looked at; people build a few.
const maxCode = 20

// readsEnvironment shows, beside a variable that a deployment sets, where the code
// reads it, and beside what the code reads who sets it: the code of the agents that
// it builds, whatever else stands in the folder of the program, and what it imports.
func (j *joiner) readsEnvironment() {
	read := map[string][]*nhi.Credential{}
	for _, c := range j.inv.Credentials {
		if nhi.ReadByCode(c.Key) && c.At.Valid() {
			read[c.Name] = append(read[c.Name], c)
		}
	}
	for _, n := range j.everyone() {
		w := n.agent
		if len(j.code[w]) == 0 {
			continue
		}
		held := map[string][]way{}
		for _, h := range n.ways(nhi.Holds) {
			if set := h.to.credential; set != nil {
				held[set.Name] = append(held[set.Name], h)
			}
		}
		meets := map[*nhi.Credential]bool{}
		meet := func(read *nhi.Credential) {
			if meets[read] || len(meets) >= maxCode {
				return
			}
			for _, h := range held[read.Name] {
				meets[read] = true
				j.addStep(&h.to.credential.Path, nhi.Step{At: read.At, Note: "the code reads it here"})
				j.addStep(&read.Path, nhi.Step{At: h.At, Note: fmt.Sprintf("'%s' sets it here", w.Name)})
			}
		}
		for _, a := range j.code[w] {
			for _, e := range j.at(a.Key).ways(nhi.Holds) {
				if c := e.to.credential; c != nil && (nhi.ReadByCode(c.Key) || c.Key == nhi.EnvKey("", c.Name)) {
					meet(c)
				}
			}
		}
		folder := j.folder[w]
		for _, h := range n.ways(nhi.Holds) {
			set := h.to.credential
			if set == nil || folder == "" {
				continue
			}
			for _, c := range read[set.Name] {
				if dir := path.Dir(c.At.File.Path); dir == folder || strings.HasPrefix(dir, folder+"/") || slices.Contains(j.parts[w], dir) {
					meet(c)
				}
			}
		}
	}
}
