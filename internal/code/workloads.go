package code

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/agents"
	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// workload is what runs as a role, and the variables that it gets.
type workload struct {
	k    call
	name string
	role string
	env  []agents.Item
	// holds are the credentials among the variables.
	holds []*nhi.Credential
}

// serves is the weight of what agents call, which are no agents for that: below
// nhi.PossibleScore, as for the functions of templates.
const serves = 30

// roleOf is the role that something runs as: the one that it is given, or one of its
// own. Empty for one that is not known.
func (r *reader) roleOf(k call, row *Right) string {
	to := row.To
	if to == "" {
		to = "role"
	}
	switch e, s := r.setting(k, to); {
	case e != nil:
		return r.holderOf(e, s)
	case k.e.Spread():
		return ""
	}
	return r.principal(k, row)
}

// run reads what runs as a role: which one that is, what it is given beside it, and
// which variables it gets.
func (r *reader) run(k call, row *Right) {
	w := workload{k: k, name: r.nameOf(k, row), role: r.roleOf(k, row)}
	if e, s := r.prop(k, "initialPolicy"); e != nil && w.role != "" {
		r.endow(w.role, e, s)
	}
	e, s := r.prop(k, "environment")
	if t := (thing{expr: e, s: s}).end(); t.expr != nil && t.expr.Kind == syntax.Dict {
		for _, a := range t.expr.Args {
			if name, ok := t.s.code.text(a.Key, t.s, 0); ok && a.Star == 0 {
				w.env = append(w.env, agents.Item{Text: name, At: t.s.code.at(a.Key)})
				w.hold(r, name, a.Value, t.s)
			}
		}
	}
	if r.built()[k.e] == nil {
		r.rights.workloads = append(r.rights.workloads, w)
	}
}

// hold notes a credential that is written out as the value of a variable.
func (w *workload) hold(r *reader, name string, e *syntax.Expr, s *scope) {
	text, ok := s.code.text(e, s, 0)
	at := s.code.place(e, s)
	if !ok || at.File != r.file || r.seen[at] != nil {
		return
	}
	if c := creds.Judge(name, text, at); c != nil {
		c.Store, r.seen[at] = "env", c
		r.facts.Credentials = append(r.facts.Credentials, c)
		w.holds = append(w.holds, c)
	}
}

// runsWith states a workload, when all is known of its role.
func (r *reader) runsWith(w workload) {
	at := r.span(w.k.e.X.Start, w.k.e.X.End)
	it := agents.Workload{Name: w.name, Env: w.env, At: at}
	if model, ok := r.rights.models[w.role]; ok {
		it.Models = append(it.Models, agents.Item{Text: "its identity may call a model", At: model})
	}
	a := &nhi.Agent{Key: nhi.Key(r.key("workload"), r.path, strconv.Itoa(int(w.k.e.Start))), Name: w.name, Kind: "workload", Platform: "aws", At: at,
		Family: agents.Family(w.name, ""), Environment: agents.Environment(r.path, "", w.name)}
	a.Score, a.Evidence = agents.Score(it)
	if called, ok := r.rights.tools[w.k.e]; ok && a.Score > serves {
		a.Score, a.Evidence = serves, []nhi.Evidence{{Weight: serves, Reason: "a tool that an agent calls", At: called}}
	}
	r.facts.Agents = append(r.facts.Agents, a)
	if w.role != "" {
		r.edge(nhi.RunsAs, a.Key, w.role, nhi.Certain, "", at)
	}
	for _, c := range w.holds {
		r.edge(nhi.Holds, a.Key, c.Key, nhi.Certain, "", c.At)
	}
}

// actions states the functions that carry out what an agent does: they are its tools,
// and what their roles may do it may have done.
// https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html
func (r *reader) actions(a *nhi.Agent, k call, row *Agent) {
	if row.Groups == "" {
		return
	}
	e, s := r.setting(k, row.Groups)
	var groups []thing
	if e != nil {
		groups, _ = s.code.elements(e, s, 0)
	}
	for _, m := range r.rights.later[k.e] {
		if word := unspelled(m.e.X.Text); strings.HasPrefix(word, "addactiongroup") {
			for _, arg := range m.e.Args {
				if list, _ := m.s.code.elements(arg.Value, m.s, 0); len(list) > 0 {
					groups = append(groups, list...)
				} else {
					groups = append(groups, thing{expr: arg.Value, s: m.s})
				}
			}
		}
	}
	for _, g := range groups {
		r.action(a, g.end())
	}
}

// action states the function of one group.
func (r *reader) action(a *nhi.Agent, group thing) {
	if group.expr == nil || group.s.code != r.code {
		return
	}
	executor := r.part(group, "actionGroupExecutor").end()
	if executor.expr == nil {
		executor = r.part(group, "executor").end()
	}
	if executor.expr == nil || executor.s.code != r.code {
		return
	}
	fn, role := thing{}, ""
	for _, name := range [...]string{"lambda", "lambdaFunction", "lambdaExecutor"} {
		if t := r.part(executor, name); t.expr != nil {
			fn = t
		}
	}
	if executor.expr.Kind == syntax.Call && strings.HasPrefix(unspelled(last(r.qual(executor.expr.X, executor.s, 0))), "fromlambda") && len(executor.expr.Args) == 1 {
		fn = thing{expr: executor.expr.Args[0].Value, s: executor.s}
	}
	name := ""
	for _, setting := range [...]string{"actionGroupName", "name"} {
		if t := r.part(group, setting); t.expr != nil && name == "" {
			name, _ = t.s.code.text(t.expr, t.s, 0)
		}
	}
	at := r.span(executor.expr.Start, executor.expr.End)
	switch own := r.part(executor, "lambdaDefinition"); {
	case fn.expr != nil:
		at, role = r.at(fn.expr), r.holderOf(fn.expr, fn.s)
		if made := r.functionOf(fn); made.expr != nil {
			r.rights.tools[made.expr] = at
			if name == "" {
				name = r.nameOf(call{made.expr, made.s}, r.rights.calls[made.expr])
			}
		}
	case own.expr != nil: // a function that the construct makes, and its role
		at = r.at(own.expr)
		if d := own.end(); d.expr != nil && d.expr.Kind == syntax.Dict && d.s.code == r.code {
			role = nhi.Key(r.key("role"), r.path, strconv.Itoa(int(d.expr.Start)))
			r.identity(role, name, "role", r.span(executor.expr.Start, executor.expr.Start+1))
			r.equip(role, d)
		}
	default:
		return
	}
	if name == "" {
		name = "action"
	}
	if at.File != r.file {
		return
	}
	tool := r.tool(a, "function", name, at)
	tool.Writes = agents.Writes(name)
	if role != "" {
		r.edge(nhi.RunsAs, tool.Key, role, nhi.Certain, "", at)
	}
}

// functionOf is what makes the function that an expression stands for, or something of.
func (r *reader) functionOf(t thing) thing {
	for range maxHops {
		if t = t.end(); t.expr == nil || t.s.code != r.code {
			return thing{}
		}
		switch t.expr.Kind {
		case syntax.Attr:
			t = thing{expr: t.expr.X, s: t.s}
			continue
		case syntax.Call:
			if row := r.rights.calls[t.expr]; row != nil && row.Is == Runs {
				return t
			}
		}
		return thing{}
	}
	return thing{}
}

// narrowed are the settings of a permission that say who of all the service acts for.
var narrowed = [...]string{"sourceArn", "sourceAccount", "organizationId", "principalOrgId", "eventSourceToken", "functionUrlAuthType", "invokedViaFunctionUrl"}

// invoked reads a method of a function that lets somebody call it. Both are the same:
// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda.Permission.html
func (r *reader) invoked(k call, word string) {
	fn, name := r.functionOf(thing{expr: k.e.X.X, s: k.s}), ""
	if fn.expr != nil {
		name = r.nameOf(call{fn.expr, fn.s}, r.rights.calls[fn.expr])
	} else {
		name = strings.Trim(called(k.e.X.X), "${}?")
	}
	if word == "addpermission" { // nothing else has such a method
		r.permission(k, name)
		return
	}
	first := k.e.Positional(0)
	if first == nil {
		first = k.e.Arg("grantee")
	}
	if fn.expr != nil {
		r.lets(name, thing{expr: first, s: k.s}, "lambda:InvokeFunction")
	}
}

// permission reads the settings of one, where nothing narrows it.
func (r *reader) permission(k call, name string) {
	if k.e.Spread() {
		return
	}
	for _, narrow := range narrowed {
		if e, _ := r.prop(k, narrow); e != nil {
			return
		}
	}
	action := "lambda:InvokeFunction"
	if e, s := r.prop(k, "action"); e != nil {
		text, ok := s.code.text(e, s, 0)
		if !ok || strings.EqualFold(text, "lambda:InvokeFunctionUrl") {
			return
		}
		action = text
	}
	if name == "" {
		name, _ = r.text(k.e.Positional(1), k.s, 0)
	}
	e, s := r.prop(k, "principal")
	r.lets(name, thing{expr: e, s: s}, action)
}

// lets states that a function lets everybody call it.
func (r *reader) lets(name string, principal thing, action string) {
	t := principal.end()
	if t.expr == nil {
		return
	}
	id, ok := t.s.code.text(t.expr, t.s, 0)
	at := t.s.code.at(t.expr)
	if name == "" {
		name = r.moduleName()
	}
	if t.expr.Kind == syntax.Call { // a construct, which has no further settings
		if q := t.s.code.qual(t.expr.X, t.s, 0); len(t.expr.Args) != 1 || last(q) != "ServicePrincipal" || !strings.Contains(q, "cdk") {
			return
		}
		id, ok = t.s.code.text(t.expr.Args[0].Value, t.s, 0)
		at = t.s.code.place(t.expr.Args[0].Value, t.s)
	}
	why := aws.Invokes(id)
	if !ok || why == "" || at.File != r.file {
		return
	}
	g := aws.OpenTo(nhi.Key(r.key("permission"), r.path, strconv.Itoa(at.Start)), name, "principal", []string{action}, why, at, nil)
	r.facts.Grants = append(r.facts.Grants, aws.Unsourced(g, id))
}
