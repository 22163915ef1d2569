package code

import (
	"strings"

	"github.com/nhivet/nhivet/internal/syntax"
)

// field are the origins of an attribute of a class of the repository. Settings of
// pydantic are read from the environment.
func (t *thing) field(name string, hops int) []origin {
	c := t.s.code
	sc := c.scopes[t.def]
	if sc == nil {
		return nil
	}
	list := append(sc.names[name][:len(sc.names[name]):len(sc.names[name])], sc.attrs[name]...)
	if prefix, ok := c.settings(t.def, t.s, 0); ok {
		for _, st := range t.def.Body {
			if st.Kind != syntax.Assign || st.Ann == nil || len(st.Targets) != 1 || st.Targets[0].Kind != syntax.Ident || st.Targets[0].Text != name {
				continue
			}
			variable := strings.ToUpper(prefix + name)
			value := st.Value
			if value != nil && value.Kind == syntax.Call && c.last(value.X, sc) == "Field" {
				for _, arg := range [...]string{"validation_alias", "alias", "env"} {
					if alias, ok := c.text(value.Arg(arg), sc, 0); ok {
						variable = strings.ToUpper(alias)
					}
				}
				if value = st.Value.Arg("default"); value == nil {
					value = st.Value.Positional(0)
				}
			}
			out := []origin{{kind: fromEnv, text: variable, at: c.span(st.Targets[0].Start, st.Targets[0].End)}}
			for _, o := range c.origins(value, sc, hops+1) {
				if o.name == "" {
					o.name = name
				}
				out = append(out, o)
			}
			return out
		}
	}
	var out []origin
	for _, b := range list {
		out = append(out, c.bound(b, name, hops+1)...)
	}
	return short(out)
}

// settings says whether a class is a BaseSettings of pydantic, and which prefix its
// variables have. https://docs.pydantic.dev/latest/concepts/pydantic_settings/
func (c *code) settings(def *syntax.Stmt, s *scope, hops int) (prefix string, ok bool) {
	if hops > 3 {
		return "", false
	}
	for _, base := range def.Args {
		q := c.qual(base.Value, s, 0)
		if q == "pydantic_settings.BaseSettings" || q == "pydantic.BaseSettings" || q == "pydantic.v1.BaseSettings" {
			ok = true
		} else if t := c.follow(base.Value, s, 0); t.def != nil && t.def != def {
			if p, yes := t.s.code.settings(t.def, t.s, hops+1); yes {
				prefix, ok = p, true
			}
		}
	}
	if !ok {
		return "", false
	}
	for _, st := range def.Body {
		switch {
		case st.Kind == syntax.Assign && len(st.Targets) == 1 && st.Targets[0].Text == "model_config" && st.Value != nil:
			if p, ok := c.text(st.Value.Arg("env_prefix"), s, 0); ok {
				prefix = p
			}
		case st.Kind == syntax.Class && st.Name == "Config":
			for _, in := range st.Body {
				if in.Kind == syntax.Assign && len(in.Targets) == 1 && in.Targets[0].Text == "env_prefix" {
					prefix, _ = c.text(in.Value, s, 0)
				}
			}
		}
	}
	return prefix, true
}

// last is the last part of a name with dots.
func (c *code) last(e *syntax.Expr, s *scope) string {
	if e != nil && (e.Kind == syntax.Ident || e.Kind == syntax.Attr) {
		return e.Text
	}
	return ""
}

// none says whether an expression is None.
func (c *code) none(e *syntax.Expr, s *scope) bool {
	t := c.follow(e, s, 0)
	return t.expr != nil && t.expr.Kind == syntax.Const && t.expr.Text == "None"
}

// truth is what a condition that is written out says.
func (c *code) truth(e *syntax.Expr, s *scope) (value, ok bool) {
	t := c.follow(e, s, 0)
	if t.expr == nil || t.expr.Kind != syntax.Const {
		return false, false
	}
	return t.expr.Text == "True", t.expr.Text == "True" || t.expr.Text == "False"
}
