package agentfile

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// langgraph.json, after docs.langchain.com, LangGraph CLI, configuration file. Its
// "env" is the path of a file, or a mapping of variables with their values.
// Without "auth" it depends on where the server runs whether callers are asked
// who they are: nothing is said.

func isLangGraph(root *tree.Node) bool { return is(root.Get("graphs"), tree.Mapping) }

func langGraph(r *reader, root *tree.Node) {
	var keys []string
	for _, f := range root.Get("graphs").Entries() {
		a := r.agent(f.Key, f.KeySpan)
		if p := f.Value.Get("path"); p.Scalar() {
			a.Attributes = with(a.Attributes, "code", p.Text)
		} else if f.Value.Scalar() {
			a.Attributes = with(a.Attributes, "code", f.Value.Text)
		}
		r.runs(a, a.Attributes["code"])
		if env := root.Get("env"); is(env, tree.String) && env.Text != "" {
			a.Attributes = with(a.Attributes, "env_file", env.Text)
		}
		keys = append(keys, a.Key)
	}
	if len(keys) == 0 {
		return
	}
	// One server runs all graphs, with one environment.
	before := len(r.facts.Credentials)
	r.pairs(keys[0], inEnv, root.Get("env"))
	for _, c := range r.facts.Credentials[before:] {
		for _, key := range keys[1:min(len(keys), maxCrew)] {
			r.edge(nhi.Holds, key, c.Key, c.At)
		}
	}
	if auth := root.Field("auth"); auth != nil && auth.Value.Get("path").Str() != "" {
		r.control("authentication", "present", "auth.path", keys[0], "", "", auth.Span())
	}
}

// runs says which Python file of the repository an agent starts: "./src/graph.py:graph"
// beside the file that says so.
func (r *reader) runs(a *nhi.Agent, entry string) {
	file, _, _ := strings.Cut(entry, ":")
	file = path.Join(path.Dir(r.f.Path), file)
	if path.Ext(file) == ".py" && !path.IsAbs(entry) && !strings.HasPrefix(file, "..") {
		a.Attributes = with(a.Attributes, nhi.RunsCode, file)
	}
}
