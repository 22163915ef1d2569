package python

import (
	"strconv"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/py"
)

// controls states the protections that the module switches off.
func (r *reader) controls() {
	for _, k := range r.calls {
		for _, row := range known().controls.find(r.qual(k.e.X, k.s, 0)) {
			at, ok := r.off(k, row)
			if !ok || row.kind == "" || at.File != r.file {
				continue
			}
			subject := ""
			if a := r.built()[k.e]; a != nil {
				subject = a.Key
			} else if a := r.around(k.e); a != nil {
				subject = a.Key
			} else if a := r.only(); a != nil {
				subject = a.Key
			}
			r.facts.Controls = append(r.facts.Controls, &nhi.Control{
				Key: nhi.Key("python-control", r.path, strconv.Itoa(at.Start)), Kind: row.kind, Name: row.name, State: "off",
				Subject: subject, Source: row.source, Attributes: map[string]string{"why": row.why}, At: at,
			})
		}
	}
}

// around is the agent of the module within whose call another one stands.
func (r *reader) around(e *py.Expr) *nhi.Agent {
	var best *py.Expr
	for call, a := range r.built() {
		if call.Start <= e.Start && e.End <= call.End && call != e && a.Attributes["role"] != "tool-server" && (best == nil || call.Start > best.Start) {
			best = call
		}
	}
	if best == nil {
		return nil
	}
	return r.built()[best]
}

// off says whether a call has a setting that switches a protection off, and where.
func (r *reader) off(k call, row *controlRow) (nhi.Span, bool) {
	if row.with != "" {
		if value, ok := r.truth(k.e.Arg(row.with), k.s); !ok || !value {
			return nhi.Span{}, false
		}
	}
	if row.arg == "" {
		return r.span(k.e.X.Start, k.e.X.End), true
	}
	arg, s := r.argument(k, row.arg, 0)
	if arg == nil {
		return nhi.Span{}, false
	}
	at := s.code.span(arg.Start, arg.End)
	if !strings.Contains(row.arg, ".") && at.File == r.file {
		for _, a := range k.e.Args { // the keyword as well
			if a.Name == row.arg {
				at = r.span(a.NameAt, a.Value.End)
			}
		}
	}
	if row.value == "True" || row.value == "False" {
		value, ok := s.code.truth(arg, s)
		return at, ok && value == (row.value == "True")
	}
	text, ok := s.code.text(arg, s, 0)
	return at, ok && text == row.value
}
