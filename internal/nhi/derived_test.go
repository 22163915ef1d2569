package nhi

import (
	"testing"
)

// A template whose line is made of text, of a value, and of what a helper gives.
func TestOrigin(t *testing.T) {
	template := NewFile("templates/a.yaml", []byte("name: {{ .Values.name }}-{{ .x }}\nenv:\n{{ toYaml .Values.env }}\n"))
	values := NewFile("values.yaml", []byte("name: triage\nenv:\n  KEY: abc\n"))
	action := template.At(6, 24)
	other := template.At(25, 33)
	whole := template.At(39, 63)
	text := "name: triage-1\nenv:\nKEY: abc\n"
	f := NewDerived("chart//templates/a.yaml", []byte(text), []Piece{
		{0, 6, template.At(0, 6), template.At(0, 6)},
		{6, 12, values.At(6, 12), action},
		{12, 13, template.At(24, 25), template.At(24, 25)},
		{13, 14, other, other},
		{14, 20, template.At(33, 39), template.At(33, 39)},
		{20, 23, values.At(20, 23), whole},
		{23, 25, values.At(20, 28), whole},
		{25, 28, values.At(25, 28), whole},
		{28, 29, template.At(63, 64), template.At(63, 64)},
	})
	for _, c := range []struct {
		start, end int
		want       string
	}{
		{6, 12, "triage"},                            // a value
		{8, 10, "ia"},                                // a part of one
		{0, 4, "name"},                               // text
		{6, 14, "{{ .Values.name }}-{{ .x }}"},       // several sites: the template
		{20, 28, "KEY: abc"},                         // one site, several values
		{25, 29, "abc"},                              // white space does not count
		{0, 14, "name: {{ .Values.name }}-{{ .x }}"}, // an entry
		{13, 14, "{{ .x }}"},
		{12, 12, ""}, // what is absent behind the value
	} {
		if got := f.At(c.start, c.end).Origin(); !got.Valid() || got.Text() != c.want || got.File.Derived() {
			t.Errorf("%q comes from %s %q, want %q", text[c.start:c.end], got, got.Text(), c.want)
		}
	}
	if s := values.At(1, 2); s.Origin() != s || s.Site().Valid() {
		t.Error("a written span has another origin, or a site")
	}
	if got := f.At(6, 12).Site(); got != action {
		t.Errorf("the value is put there by %s, want %s", got, action)
	}
	if got := f.At(0, 4).Site(); got.Valid() {
		t.Errorf("text of the template is put there by %s", got)
	}
	if NewDerived("x", []byte("abc"), nil).At(0, 1).Origin().Valid() {
		t.Error("an origin without pieces")
	}

	facts := &Facts{
		Agents:      []*Agent{{At: f.At(6, 12), Evidence: []Evidence{{At: f.At(0, 4)}}}},
		Credentials: []*Credential{{At: f.At(25, 28), Secret: NewSecret("abc"), Related: []Step{{At: f.At(6, 12)}}}},
		Edges:       []*Edge{{At: f.At(6, 12)}},
		Notices:     []Notice{{Path: f.Path, Line: 3, Reason: "odd"}, {Path: "other", Line: 3}},
	}
	facts.Resolve([]*File{f})
	if e := facts.Edges[0]; e.At != values.At(6, 12) || e.Via != action {
		t.Errorf("the edge is at %s by %s", e.At, e.Via)
	}
	for _, s := range []Span{facts.Agents[0].At, facts.Agents[0].Evidence[0].At, facts.Credentials[0].At, facts.Credentials[0].Related[0].At} {
		if !s.Valid() || s.File.Derived() {
			t.Errorf("%s is not resolved", s)
		}
	}
	if n := facts.Notices[0]; n.Path != "values.yaml" || n.Line != 3 {
		t.Errorf("the notice is at %s:%d", n.Path, n.Line)
	}
}
