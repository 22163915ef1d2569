package picture

import (
	"io"
	"reflect"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// JSON writes the picture for programs.
func JSON(w io.Writer, p *Picture) error { return report.Indented(w, p) }

// Schema is the JSON Schema of that form.
func Schema() map[string]any { return nhi.SchemaFor("picture", reflect.TypeFor[Picture]()) }
