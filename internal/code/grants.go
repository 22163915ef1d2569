package code

import (
	"slices"
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// Part is what a call has to do with the rights of identities of AWS.
type Part uint8

const (
	// Principal: the call makes a role, a user or a group.
	Principal Part = iota
	// Runs: it makes something that runs as a role of its own, unless it is given one.
	Runs
	// Says: it makes one statement of a policy.
	Says
	// Policy: it makes a policy that it gives to roles.
	Policy
	// Managed: it names a policy that AWS manages.
	Managed
	// Attach: a request that gives a managed policy to a role, by their names.
	Attach
	// Put: a request that gives a policy to a role, which it names.
	Put
	// Invokes: it lets somebody call a function.
	Invokes
)

// Right is a call that says who may do what in AWS.
type Right struct {
	Calls string
	Is    Part
	// Kind is user or group; empty is a role.
	Kind string
	// Name is the argument with the name of what is made.
	Name string
	// To is the argument with the role that is given something, or that it runs as, which
	// is role where To is empty.
	To string
	// Document and Trust are the arguments with documents, as the service has them.
	Document, Trust string
	Source          string
}

// held are the statements that one identity holds: what one denies, another may not give.
type held struct {
	holder     aws.Holder
	name       string
	statements []aws.Statement
}

// rights are what the module says of who may do what.
type rights struct {
	held  map[string]*held
	order []string
	// calls are those of the module that are rows.
	calls map[*syntax.Expr]*Right
	// given are the statements that were given to somebody, and to resources.
	given map[*syntax.Expr]bool
	// stated are the names of the identities, and attached the keys of grants.
	stated   map[string]string
	attached map[string]bool
	// later are the calls that change statements and policies, by what makes those.
	later map[*syntax.Expr][]call
	// limits are what the boundaries of identities leave; models is where they may call
	// a model, by their keys.
	limits map[string]*iam.Judgement
	models map[string]nhi.Span
	// workloads are what runs as roles, and tools the functions that agents call.
	workloads []workload
	tools     map[*syntax.Expr]nhi.Span
}

// prop is a setting of a construct: a keyword argument, or an entry of the object
// that comes last.
func (r *reader) prop(k call, name string) (*syntax.Expr, *scope) {
	return r.setting(k, r.repo.lang.spelled(name))
}

// setting is prop by the name as it is.
func (r *reader) setting(k call, name string) (*syntax.Expr, *scope) {
	if name == "" {
		return nil, nil
	}
	if e := k.e.Arg(name); e != nil {
		return e, k.s
	}
	if n := len(k.e.Args); n > 0 && k.e.Args[n-1].Name == "" {
		if t := k.s.code.follow(k.e.Args[n-1].Value, k.s, 0); t.expr != nil && t.expr.Kind == syntax.Dict {
			return t.entry(name), t.s
		}
	}
	return nil, nil
}

// part is a setting of something that has some: of a call, or of an object that is
// written out.
func (r *reader) part(t thing, name string) thing {
	if t.expr != nil && t.expr.Kind == syntax.Call {
		e, s := r.prop(call{t.expr, t.s}, name)
		return thing{expr: e, s: s}
	}
	e := t.entry(name)
	if e == nil {
		e = t.entry(r.repo.lang.spelled(name))
	}
	return thing{expr: e, s: t.s}
}

// end is what a setting stands for in the end.
func (t thing) end() thing {
	if t.expr == nil {
		return thing{}
	}
	return t.s.code.follow(t.expr, t.s, 0)
}

// grants reads the identities of AWS that the module makes, and what they may do.
func (r *reader) grants() {
	x := &rights{held: map[string]*held{}, calls: map[*syntax.Expr]*Right{}, given: map[*syntax.Expr]bool{}, stated: map[string]string{}, attached: map[string]bool{},
		limits: map[string]*iam.Judgement{}, models: map[string]nhi.Span{}, tools: map[*syntax.Expr]nhi.Span{}}
	r.rights = x
	var calls []call
	for _, k := range r.calls {
		for _, row := range r.known().rights.find(r.qual(k.e.X, k.s, 0)) {
			x.calls[k.e] = row
			calls = append(calls, k)
			break
		}
	}
	if len(calls) == 0 && len(r.built()) == 0 {
		return
	}
	x.later = r.addedLater()
	for _, k := range calls {
		r.right(k, x.calls[k.e])
	}
	for _, k := range r.calls {
		r.added(k)
	}
	for _, k := range calls { // what nobody here holds is for who gets it
		if x.calls[k.e].Is != Says || x.given[k.e] {
			continue
		}
		if st, ok := r.statement(k); ok {
			r.hold("", r.moduleName(), st)
		}
	}
	for _, k := range r.calls {
		r.acts(k)
	}
	for _, key := range x.order {
		h := x.held[key]
		h.holder.Limit = x.limits[key]
		for _, g := range aws.Grants([]aws.Holder{h.holder}, h.name, h.statements) {
			if onlyModels(g) {
				g.Breadth, g.Hazards, g.Why = iam.Narrow, nil, ""
			}
			r.facts.Grants = append(r.facts.Grants, g)
		}
	}
	for _, w := range x.workloads {
		r.runsWith(w)
	}
}

// acts states the role that an agent acts as, and the functions that it calls.
func (r *reader) acts(k call) {
	a := r.built()[k.e]
	if a == nil {
		return
	}
	for _, row := range r.known().agents.find(r.qual(k.e.X, k.s, 0)) {
		if e, s := r.setting(k, row.Acts); e != nil {
			if key := r.holderOf(e, s); key != "" {
				r.edge(nhi.RunsAs, a.Key, key, nhi.Certain, "", r.at(e))
			}
		} else if right := r.rights.calls[k.e]; right != nil && right.Is == Runs && !k.e.Spread() { // it is given one of its own
			r.edge(nhi.RunsAs, a.Key, r.principal(k, right), nhi.Certain, "", a.At)
		}
		r.actions(a, k, row)
	}
}

// onlyModels says whether what is wide about a grant is which model may be called. The
// program that asks for it chooses that, and a model of the platform holds nobody's
// data.
func onlyModels(g *nhi.Grant) bool {
	if g.Breadth != iam.Broad || len(g.Conditions) > 0 {
		return false
	}
	for i, j := range iam.AWSActions(iam.Statement{Actions: g.Actions, Resources: g.Resources}) {
		if iam.Rank(j.Breadth) >= iam.Rank(iam.Broad) && !slices.ContainsFunc(modelActions[:], func(p string) bool { return strings.HasPrefix(strings.ToLower(g.Actions[i]), p) }) {
			return false
		}
	}
	return true
}

// modelActions begin the actions that calling a model takes.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
var modelActions = [...]string{"bedrock:invokemodel", "bedrock:converse", "bedrock:useinferenceprofile", "bedrock:getinferenceprofile"}

// hold gives a statement to an identity; "" is one that is not known.
func (r *reader) hold(key, name string, st ...aws.Statement) {
	h := r.rights.held[key]
	if h == nil {
		h = &held{holder: aws.Holder{Key: key}, name: name}
		r.rights.held[key] = h
		r.rights.order = append(r.rights.order, key)
	}
	for _, s := range st {
		if s.At.File == r.file {
			h.statements = append(h.statements, s)
		}
	}
}

// right states what one call says.
func (r *reader) right(k call, row *Right) {
	switch row.Is {
	case Principal:
		key := r.principal(k, row)
		r.bound(key, k)
		r.equip(key, thing{expr: k.e, s: k.s})
		if e, s := r.prop(k, "assumedBy"); e != nil {
			r.trusted(key, k, e, s)
		}
		if e, s := r.setting(k, row.Trust); e != nil {
			for n, w := range r.document(e, s) {
				r.trust(key, n, w.Statement)
			}
		}
	case Runs:
		r.run(k, row)
	case Invokes:
		r.permission(k, "")
	case Policy:
		var keys []string
		for _, name := range [...]string{"roles", "users", "groups"} {
			e, s := r.prop(k, name)
			list, _ := r.elements(e, s, 0)
			for _, t := range list {
				if key := r.holderOf(t.expr, t.s); key != "" {
					keys = append(keys, key)
				}
			}
		}
		for _, key := range keys {
			r.policy(key, k)
		}
	case Put:
		e, s := r.setting(k, row.Document)
		if e == nil {
			return
		}
		key, name := "", r.moduleName()
		if to, ts := r.setting(k, row.To); to != nil {
			key = r.goesBy(to, ts)
		}
		if text, ok := r.text(k.e.Arg(row.Name), k.s, 0); ok && row.Name != "" {
			name = text
		}
		for _, w := range r.document(e, s) {
			if len(w.Principals) == 0 {
				r.hold(key, name, w.Statement)
			}
		}
	case Attach:
		to, ts := r.setting(k, row.To)
		e, s := r.setting(k, row.Document)
		if to == nil || e == nil {
			return
		}
		p := aws.Part{Text: s.code.holed(e, s, 0), At: s.code.place(e, s)}
		r.attach(r.goesBy(to, ts), p)
	}
}
