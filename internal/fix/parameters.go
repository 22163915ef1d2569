package fix

import (
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// parameter: without a default the deployment asks for the value.
func parameter(s *site) []nhi.Fix {
	const text = "Take the default out, so that whoever deploys has to give the value; replace the credential, which everybody who has the file has seen."
	steps := way(s.documents(s.file), s.at())
	if len(steps) < 3 {
		return nil
	}
	last, owner := steps[len(steps)-1], steps[len(steps)-2]
	if last.field == nil || owner.field == nil || last.node == nil || last.node.Kind != tree.String || last.node.Span != s.at() || len(owner.node.Fields) < 2 {
		return nil
	}
	var e nhi.Edit
	ok := false
	switch {
	case len(steps) == 4 && steps[1].field != nil && steps[1].field.Key == "Parameters" && last.field.Key == "Default" && owner.node.Get("Type") != nil:
		if owner.node.Span.File.Bytes()[owner.node.Span.Start] != '{' {
			e, ok = fieldLines(*last.field)
		} else {
			e, ok = withoutEntry(quoted(*last.field))
		}
	case isHCL(s.file) && len(steps) == 3 && owner.field.Key == "variable" && owner.field.Block && last.field.Key == "default":
		e, ok = fieldLines(*last.field)
		whole, alone := lines(quoted(*last.field))
		if comment := s.file.At(quoted(*last.field).End, whole.End).Text(); !alone && !strings.HasPrefix(strings.TrimSpace(comment), "#") && !strings.HasPrefix(strings.TrimSpace(comment), "//") {
			ok = false // a block on one line
		}
	}
	if !ok {
		return nil
	}
	return one(nhi.Unsafe, text, e)
}

// quoted is an entry with the quotes of its key and its value.
func quoted(f tree.Field) nhi.Span {
	s, b := f.Span(), f.KeySpan.File.Bytes()
	quote := func(i int) bool { return 0 <= i && i < len(b) && (b[i] == '"' || b[i] == '\'') }
	if quote(s.Start - 1) {
		s.Start--
	}
	if quote(s.End) {
		s.End++
	}
	return s
}
