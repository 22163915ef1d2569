package fix

import (
	"errors"
	"go/parser"
	"go/scanner"
	"go/token"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// readGo says whether Go code can be parsed. It has no nodes.
func readGo(f *nhi.File) ([]*tree.Node, []nhi.Notice) {
	_, err := parser.ParseFile(token.NewFileSet(), f.Path, f.Bytes(), parser.SkipObjectResolution)
	if err == nil {
		return nil, nil
	}
	n := nhi.Notice{Path: f.Path, Reason: "expected Go code", Incomplete: true}
	if list := (scanner.ErrorList)(nil); errors.As(err, &list) && len(list) > 0 {
		n.Line = list[0].Pos.Line
	}
	return nil, []nhi.Notice{n}
}
