package nhi

import "fmt"

// State tells how much is known of a value that is written somewhere. A value
// that is not written at all is a nil *Value.
type State uint8

const (
	// Unknown values depend on something that cannot be evaluated here. They
	// never make a rule fire.
	Unknown State = iota
	// Literal values are written out, or evaluate to a constant.
	Literal
	// Reference values name where the real value is: a secret, a variable of
	// the environment, another resource.
	Reference
)

// String is the state's name in exported facts.
func (s State) String() string { return [...]string{"unknown", "literal", "reference"}[s] }

// Value is a setting as it is written, with its place.
type Value struct {
	State State
	// Text is the literal, or the reference as it is written.
	Text string
	Span Span
	// From lists where the value came through (a variable's default, a line of a
	// tfvars file, a module argument), the origin last.
	From []Step
}

// IsLiteral says whether the value is there and known.
func (v *Value) IsLiteral() bool { return v != nil && v.State == Literal }

// IsUnknown says whether the value is written but cannot be known here.
func (v *Value) IsUnknown() bool { return v != nil && v.State == Unknown }

// Or gives the literal's text, or another text when there is no literal.
func (v *Value) Or(text string) string {
	if v.IsLiteral() {
		return v.Text
	}
	return text
}

// Format never prints the text: a value may be a secret.
func (v *Value) Format(w fmt.State, _ rune) {
	if v == nil {
		fmt.Fprint(w, "absent")
		return
	}
	fmt.Fprintf(w, "%s at %s", v.State, v.Span)
}

// Secret is the text of a credential. Whatever prints, formats or marshals it
// sees Redacted; only the join (to tell equal ones apart) and decoders that read
// a lifetime from it call Reveal. The text is behind a pointer because fmt calls
// no method once it reports a wrong verb (%q of a slice of pointers), and prints
// what it reaches by reflection: then an address. So secrets are not compared
// with ==.
type Secret struct{ text *string }

// Redacted stands in every output where a secret was.
const Redacted = "<redacted>"

// NewSecret wraps secret text.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{&text}
}

// Reveal returns the text. No output may depend on it.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Empty says whether there is no text.
func (s Secret) Empty() bool { return s.text == nil }

// String is Redacted.
func (s Secret) String() string { return Redacted }

// Format prints Redacted for every verb.
func (s Secret) Format(w fmt.State, _ rune) { fmt.Fprint(w, Redacted) }

// MarshalText gives Redacted, for JSON, YAML and every other encoder.
func (s Secret) MarshalText() ([]byte, error) { return []byte(Redacted), nil }
