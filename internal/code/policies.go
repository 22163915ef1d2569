package code

import (
	"encoding/json"
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/syntax"
)

// hole stands for what is not known in the text of a policy.
const hole = "${?}"

// holed is the text of an expression with holes for what is not known of it.
func (c *code) holed(e *syntax.Expr, s *scope, hops int) string {
	if text, ok := c.text(e, s, 0); ok {
		return text
	}
	t := c.follow(e, s, hops)
	if t.expr == nil || c.tired(hops) {
		return called(e)
	}
	switch c, e, s = t.s.code, t.expr, t.s; e.Kind {
	case syntax.Str:
		whole := ""
		for _, p := range c.pieces(e) {
			if p.Expr != nil {
				whole += c.holed(p.Expr, s, hops+1)
			} else {
				whole += p.Text
			}
			if len(whole) > maxText {
				return hole
			}
		}
		return whole
	case syntax.Binary:
		if e.Text == "+" {
			if whole := c.holed(e.X, s, hops+1) + c.holed(e.Y, s, hops+1); len(whole) <= maxText {
				return whole
			}
		}
	}
	return called(e)
}

// called is a hole with the name of what is not known.
func called(e *syntax.Expr) string {
	name := ""
	for ; e != nil && e.Kind == syntax.Attr; e = e.X {
		name = "." + e.Text + name
	}
	if e == nil || e.Kind != syntax.Ident {
		return hole
	}
	return "${" + e.Text + name + "}"
}

// listed are the texts of a list, or of one text.
func (c *code) listed(e *syntax.Expr, s *scope) []aws.Part {
	if e == nil {
		return nil
	}
	list, whole := c.elements(e, s, 0)
	if t := c.follow(e, s, 0); t.expr != nil && (t.expr.Kind == syntax.Str || t.expr.Kind == syntax.Binary && list == nil) {
		list, whole = []thing{{expr: e, s: s}}, true
	}
	var out []aws.Part
	for _, t := range list {
		p := aws.Part{Text: t.s.code.holed(t.expr, t.s, 0), At: t.s.code.at(t.expr)}
		if v := t.s.code.follow(t.expr, t.s, 0); v.expr != nil && v.expr.Kind == syntax.Str {
			p.At = v.s.code.at(v.expr)
		}
		out = append(out, p)
	}
	if !whole {
		out = append(out, aws.Part{Text: hole, At: c.at(e)})
	}
	return out
}

func partTexts(list []aws.Part) []string { return aws.Texts(list) }

// conditions spells a dictionary of conditions as iam.Statement wants it. What is
// not known may limit anything.
func (c *code) conditions(e *syntax.Expr, s *scope) []string {
	t := c.follow(e, s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Dict {
		return []string{"? " + hole + "=" + hole}
	}
	var out []string
	for _, op := range t.expr.Args {
		name := t.s.code.holed(op.Key, t.s, 0)
		keys := t.s.code.follow(op.Value, t.s, 0)
		if op.Star != 0 || keys.expr == nil || keys.expr.Kind != syntax.Dict {
			out = append(out, name+" "+hole+"="+hole)
			continue
		}
		for _, a := range keys.expr.Args {
			values := hole
			if a.Star == 0 {
				values = strings.Join(partTexts(keys.s.code.listed(a.Value, keys.s)), ",")
			}
			out = append(out, name+" "+keys.s.code.holed(a.Key, keys.s, 0)+"="+values)
		}
	}
	return out
}

// element finds a part of a statement by its name in a construct and in a document.
type element func(construct, document string) (*syntax.Expr, *scope)

// stated makes a statement of what its parts say; at is a short place for it.
func (c *code) stated(get element, at nhi.Span) aws.Statement {
	texts := func(construct, document string) []aws.Part {
		e, s := get(construct, document)
		if e == nil {
			return nil
		}
		return s.code.listed(e, s)
	}
	st := aws.Statement{At: at, Acts: texts("actions", "Action"), Res: texts("resources", "Resource")}
	st.Statement = iam.Statement{Effect: "Allow", Actions: partTexts(st.Acts), Resources: partTexts(st.Res),
		NotActions: partTexts(texts("notActions", "NotAction")), NotResources: partTexts(texts("notResources", "NotResource"))}
	if e, s := get("effect", "Effect"); e != nil {
		switch text := last(s.code.qual(e, s, 0)); {
		case text == "ALLOW" || text == "DENY":
			st.Effect = text[:1] + strings.ToLower(text[1:])
		default:
			st.Effect = s.code.holed(e, s, 0)
		}
	}
	if e, s := get("conditions", "Condition"); e != nil {
		st.Conditions = s.code.conditions(e, s)
	}
	return st
}

// statement reads the construct of a statement; one with principals belongs to a
// resource, and of one that takes its settings from elsewhere nothing is known.
func (r *reader) statement(k call) (aws.Statement, bool) {
	if k.e.Spread() {
		return aws.Statement{}, false
	}
	if e, _ := r.prop(k, "principals"); e != nil {
		return aws.Statement{}, false
	}
	st := k.s.code.stated(func(name, _ string) (*syntax.Expr, *scope) { return r.prop(k, name) }, k.s.code.span(k.e.X.Start, k.e.X.End))
	for _, m := range r.rights.later[k.e] {
		var list []aws.Part
		for _, a := range m.e.Args {
			list = append(list, aws.Part{Text: r.holed(a.Value, m.s, 0), At: r.at(a.Value)})
		}
		switch unspelled(m.e.X.Text) {
		case "addactions":
			st.Acts = append(st.Acts, list...)
			st.Actions = partTexts(st.Acts)
		case "addresources":
			st.Res = append(st.Res, list...)
			st.Resources = partTexts(st.Res)
		case "addallresources":
			st.Res = append(st.Res, aws.Part{Text: "*", At: r.span(m.e.X.TextAt, m.e.X.End)})
			st.Resources = partTexts(st.Res)
		default:
			st.Conditions = append(st.Conditions, "? "+hole+"="+hole)
		}
	}
	return st, true
}

// addedLater are the calls that change statements, by what makes those.
func (r *reader) addedLater() map[*syntax.Expr][]call {
	out := map[*syntax.Expr][]call{}
	for _, m := range r.calls {
		if m.e.X.Kind != syntax.Attr || !statementWords[unspelled(m.e.X.Text)] {
			continue
		}
		if t := r.follow(m.e.X.X, m.s, 0); t.expr != nil {
			out[t.expr] = append(out[t.expr], m)
		}
	}
	return out
}

// statementWords are the methods that change a statement.
var statementWords = map[string]bool{"addactions": true, "addresources": true, "addallresources": true, "addcondition": true, "addconditions": true,
	"addnotactions": true, "addstatements": true, "addactiongroup": true, "addactiongroups": true, "addnotresources": true, "addsourceaccountcondition": true, "addsourcearncondition": true}

// unspelled is a name without what the languages write differently.
func unspelled(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// document reads a policy as the service has it: a dictionary, or that made into a
// text. principal is what is said of who may use it.
func (r *reader) document(e *syntax.Expr, s *scope) (out []written) {
	t := s.code.follow(e, s, 0)
	if t.expr != nil && t.expr.Kind == syntax.Call { // json.dumps(…)
		if q := t.s.code.qual(t.expr.X, t.s, 0); !r.repo.lang.Dumps[q] {
			return nil
		}
		t = t.s.code.follow(t.expr.Positional(0), t.s, 0)
	}
	if t.expr == nil {
		return nil
	}
	if t.expr.Kind == syntax.Str {
		return r.textDocument(t)
	}
	list := t.entry("Statement")
	if list == nil {
		return nil
	}
	things, _ := t.s.code.elements(list, t.s, 0)
	if one := t.s.code.follow(list, t.s, 0); one.expr != nil && one.expr.Kind == syntax.Dict {
		things = []thing{one}
	}
	for _, th := range things {
		st := th.s.code.follow(th.expr, th.s, 0)
		if st.expr == nil || st.expr.Kind != syntax.Dict {
			continue
		}
		c, at := st.s.code, st.s.code.span(st.expr.Start, st.expr.Start+1)
		if len(st.expr.Args) > 0 && st.expr.Args[0].Key != nil {
			at = c.span(st.expr.Start, st.expr.Args[0].Key.End)
		}
		w := written{Statement: c.stated(func(_, name string) (*syntax.Expr, *scope) { return st.entry(name), st.s }, at)}
		if st.entry("Effect") == nil {
			w.Effect = "${?}"
		}
		w.who(st)
		out = append(out, w)
	}
	return out
}

// written is a statement of a document.
type written struct{ aws.Statement }

// who reads the principals.
func (w *written) who(st thing) {
	p := st.s.code.follow(st.entry("Principal"), st.s, 0)
	if p.expr == nil {
		return
	}
	add := func(prefix string, list []aws.Part) {
		for _, part := range list {
			w.Who = append(w.Who, part)
			w.Principals = append(w.Principals, prefix+part.Text)
		}
	}
	if p.expr.Kind != syntax.Dict {
		add("", p.s.code.listed(p.expr, p.s))
		return
	}
	for _, a := range p.expr.Args {
		if a.Star == 0 {
			add(p.s.code.holed(a.Key, p.s, 0)+":", p.s.code.listed(a.Value, p.s))
		}
	}
}

// textDocument reads a policy that is written as one text: every part is where the
// text is.
func (r *reader) textDocument(t thing) (out []written) {
	text, ok := t.s.code.text(t.expr, t.s, 0)
	var doc struct {
		Statement many[struct {
			Effect                                   string
			Action, NotAction, Resource, NotResource many[string]
			Condition                                map[string]map[string]many[string]
			Principal                                json.RawMessage
		}]
	}
	if !ok || json.Unmarshal([]byte(text), &doc) != nil {
		return nil
	}
	at := t.s.code.at(t.expr)
	parts := func(list []string) (out []aws.Part) {
		for _, text := range list {
			out = append(out, aws.Part{Text: text, At: at})
		}
		return out
	}
	for _, st := range doc.Statement {
		w := written{aws.Statement{At: at, Acts: parts(st.Action), Res: parts(st.Resource)}}
		w.Statement.Statement = iam.Statement{Effect: st.Effect, Actions: st.Action, Resources: st.Resource, NotActions: st.NotAction, NotResources: st.NotResource}
		for op, keys := range st.Condition {
			for key, values := range keys {
				w.Conditions = append(w.Conditions, op+" "+key+"="+strings.Join(values, ","))
			}
		}
		var one string
		var by map[string]many[string]
		if json.Unmarshal(st.Principal, &one) == nil && one != "" {
			w.Principals = []string{one}
		} else if json.Unmarshal(st.Principal, &by) == nil {
			for kind, ids := range by {
				for _, id := range ids {
					w.Principals = append(w.Principals, kind+":"+id)
				}
			}
		}
		w.Who = parts(w.Principals)
		out = append(out, w)
	}
	return out
}

// many is a list of values that may be written as one.
type many[T any] []T

func (m *many[T]) UnmarshalJSON(text []byte) error {
	var one T
	if json.Unmarshal(text, &one) == nil {
		*m = many[T]{one}
		return nil
	}
	return json.Unmarshal(text, (*[]T)(m))
}
