package picture

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/report"
)

// JSON writes the picture for programs.
func JSON(w io.Writer, p *Picture) error { return indented(w, p) }

// Schema is the JSON Schema of that form.
func Schema() map[string]any { return nhi.SchemaFor("picture", reflect.TypeFor[Picture]()) }

func indented(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(report.EscapeJSON(b.Bytes()))
	return err
}
