package code

import (
	"path"
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// built finds the agents that the calls of a module build, each with its name and
// key: those of other modules are looked at when one of theirs is handed over.
func (c *code) built() map[*syntax.Expr]*nhi.Agent {
	if c.looked {
		return c.agents
	}
	c.looked, c.agents = true, map[*syntax.Expr]*nhi.Agent{}
	t := c.known()
	used := map[string]int{}
	for _, k := range c.calls {
		for _, row := range t.agents.find(c.qual(k.e.X, k.s, 0)) {
			if row.Role != Builds && row.Role != Serves || !c.needs(k, row.Needs) {
				continue
			}
			name := ""
			if row.Name != "" {
				arg, s := c.argument(k, row.Name, row.Pos)
				name, _ = c.text(arg, s, 0)
				name = strings.TrimSpace(name)
			}
			if name == "" || len(name) > 100 {
				name = c.holder(k)
			}
			a := &nhi.Agent{Name: name, Kind: "code", Platform: c.repo.lang.Name, Score: row.Weight,
				At: c.span(k.e.X.Start, k.e.X.End), Attributes: map[string]string{"module": c.moduleName()}}
			a.Evidence = []nhi.Evidence{{Weight: row.Weight, Reason: row.Reason, At: a.At}}
			if row.Role == Serves {
				a.Attributes["role"] = "tool-server"
			}
			if c.repo.lang.Shells[c.qual(k.e.X, k.s, 0)] && c.shell(k) {
				a.Attributes["shell"] = "true"
			}
			if used[name]++; used[name] > 1 {
				name += "#" + strconv.Itoa(used[name])
			}
			a.Key = nhi.Key(c.key("agent"), c.path, name)
			// Agents of one module run in one process.
			a.Family = c.repo.lang.Name + ":" + strings.ReplaceAll(c.path, " ", "_")
			c.agents[k.e] = a
			break
		}
	}
	return c.agents
}

// shell says whether the capabilities that an agent is given, if any are, have a shell.
func (c *code) shell(k call) bool {
	e := k.e.Arg("capabilities")
	found := e == nil
	e.Walk(func(e *syntax.Expr) bool {
		found = found || e.Kind == syntax.Call && strings.EqualFold(c.last(e.X, k.s), "shell")
		return !found
	})
	return found
}

// holder is what a person calls what a call makes: the variable that it is given to,
// or the function that returns it; else the module.
func (c *code) holder(k call) string {
	best := ""
	for name, list := range k.s.names {
		for _, b := range list {
			if b.kind == toValue && b.expr == k.e && (best == "" || name < best) {
				best = name
			}
		}
	}
	if best != "" {
		return best
	}
	for _, set := range c.sets {
		if set.value == k.e {
			return set.target.Text
		}
	}
	if k.s.def != nil && k.s.def.Kind == syntax.Def && !strings.HasPrefix(k.s.def.Name, "_") && k.s.def.Name != "main" && k.s.def.Name != "" && k.s.def.Name != c.repo.lang.Constructor && !c.repo.lang.Nameless[k.s.def.Name] {
		return k.s.def.Name
	}
	return c.moduleName()
}

// moduleName is the name of a file's module, or of its package.
func (c *code) moduleName() string {
	file, base := c.path, path.Base(c.path)
	for _, ending := range c.repo.lang.Endings {
		base = strings.TrimSuffix(base, ending)
	}
	if base == "main" || base == "agent" || base == "app" || c.repo.lang.Indexes[base] {
		if dir := path.Base(path.Dir(file)); dir != "." && dir != "/" {
			return dir
		}
	}
	return base
}

// findAgents states the agents of the module. A call that builds one is an agent;
// the other sightings add up, each row once, to one candidate for the module as a
// whole, unless it builds agents anyway: then they are evidence for those.
func (r *reader) findAgents() {
	t := r.known()
	var support []nhi.Evidence
	seen := map[string]bool{}
	var order []*syntax.Expr
	for _, k := range r.calls {
		if r.built()[k.e] != nil {
			order = append(order, k.e)
		}
		for _, row := range t.agents.find(r.qual(k.e.X, k.s, 0)) {
			if row.Role != Supports || seen[row.Reason] || !r.needs(k, row.Needs) {
				continue
			}
			seen[row.Reason] = true
			support = append(support, nhi.Evidence{Weight: row.Weight, Reason: row.Reason, At: r.span(k.e.X.Start, k.e.X.End)})
		}
	}
	var agents []*nhi.Agent
	own := 0
	for _, e := range order {
		a := r.built()[e]
		agents = append(agents, a)
		if a.Attributes["role"] != "tool-server" {
			own++
			a.Evidence = append(a.Evidence, support...)
		}
	}
	if own == 0 && len(support) > 0 {
		a := &nhi.Agent{Name: r.moduleName(), Kind: "code", Platform: r.repo.lang.Name, At: support[0].At, Evidence: support,
			Key: nhi.Key(r.key("agent"), r.path), Family: r.repo.lang.Name + ":" + strings.ReplaceAll(r.path, " ", "_"),
			Attributes: map[string]string{"module": r.moduleName()}}
		agents = append(agents, a)
	}
	for _, a := range agents {
		a.Score = 0
		for _, e := range a.Evidence {
			a.Score = min(a.Score+e.Weight, 100)
		}
		if a.Score >= nhi.PossibleScore { // the rest is no candidate at all
			r.facts.Agents = append(r.facts.Agents, a)
		}
	}
}

// needs says whether all the arguments of a list are given.
func (c *code) needs(k call, names string) bool {
	for _, name := range strings.Fields(names) {
		if !c.given(k, name) {
			return false
		}
	}
	return true
}

// given says whether an argument is there and neither None nor empty.
func (c *code) given(k call, name string) bool {
	e, s := c.argument(k, name, 0)
	if e == nil || s.code.none(e, s) {
		return false
	}
	list, whole := s.code.elements(e, s, 0)
	return !whole || len(list) > 0
}

// only is the agent of the module, where there is just one.
func (r *reader) only() *nhi.Agent {
	var only *nhi.Agent
	for _, a := range r.facts.Agents {
		if a.Kind != "code" || a.Attributes["role"] == "tool-server" {
			continue
		}
		if only != nil {
			return nil
		}
		only = a
	}
	return only
}

// guess is the confidence of a relation that rests on standing in one module: below
// nhi.Guess, as the credential may be for something else that it does.
const guess = nhi.Guess - 10

func (r *reader) edge(kind nhi.EdgeKind, from, to string, confidence int, note string, at nhi.Span) {
	r.facts.Edges = append(r.facts.Edges, &nhi.Edge{Kind: kind, From: from, To: to, Confidence: confidence, Note: note, At: at})
}
