package nhi

import (
	"reflect"
	"strings"
)

// Schema is the JSON Schema (draft 2020-12) of the inventory, derived from the
// types. Objects admit no other properties, so a rule that misspells a field
// does not compile. index makes the form that the embedded rules see, in which
// a position is the index of a fact; otherwise a position is a Position.
func Schema(index bool) map[string]any {
	return schemaNamed("nhivet inventory", schemaOf(reflect.TypeFor[Inventory](), index))
}

// SchemaFor is the JSON Schema of another document that is made of Go types: its
// title is "nhivet" and the given name.
func SchemaFor(name string, t reflect.Type) map[string]any {
	return schemaNamed("nhivet "+name, schemaOf(t, false))
}

func schemaNamed(title string, s map[string]any) map[string]any {
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = title
	return s
}

func schemaOf(t reflect.Type, index bool) map[string]any {
	switch t {
	case reflect.TypeFor[Secret]():
		return map[string]any{"type": "string", "const": Redacted}
	case reflect.TypeFor[Span]():
		if index {
			return map[string]any{"type": "integer"}
		}
		return schemaOf(reflect.TypeFor[Position](), index)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), index)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem(), index)}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem(), index)}
	case reflect.Struct:
		properties := map[string]any{}
		var required []any
		for _, f := range JSONFields(t) {
			properties[f.Name] = schemaOf(f.Type, index)
			if !f.OmitEmpty {
				required = append(required, f.Name)
			}
		}
		return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	return map[string]any{"type": "string"}
}

// JSONField is a struct's field as its json tag spells it.
type JSONField struct {
	Name      string
	OmitEmpty bool
	Index     int
	Type      reflect.Type
}

// JSONFields are the exported fields of a struct that its JSON form shows, in
// order of declaration.
func JSONFields(t reflect.Type) []JSONField {
	var out []JSONField
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" || name == "" {
			continue
		}
		out = append(out, JSONField{Name: name, OmitEmpty: strings.Contains(options, "omitempty"), Index: i, Type: f.Type})
	}
	return out
}
