package creds

import (
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
)

// Format is a kind of credential that can be told by its text, or by the name
// under which it stands.
type Format struct {
	// ID is the credential's kind: openai-api-key.
	ID string
	// Title is how a person calls it; Vendor is who accepts it.
	Title, Vendor string
	// Prefixes start the text. A format without any is known by its name, or by an
	// infix: a text inside, so many bytes after the start.
	Prefixes []string
	Infix    []string
	Before   int
	// back, where the part before the infix has no fixed length, is what it is
	// made of; Before is its maximum then.
	back *class
	// Lifetime is what the kind says by nature; unknown where an expiry is
	// chosen at creation or the same shape is issued with several lives.
	Lifetime nhi.Lifetime
	// Life is the class of life where Lifetime does not imply it, and Source the
	// documentation of it. Usual is the default life in seconds, where Lifetime is
	// a maximum that has to be asked for.
	Life   Life
	Source string
	Usual  int64
	// Static credentials stay the same until somebody replaces them.
	Static bool
	// Administrative credentials manage others.
	Administrative bool
	// Alternative is the short-lived way instead, in one clause.
	Alternative string
	// Confidence that a text of this shape is a credential; 0 means 95.
	Confidence int

	// shapes are what may follow the prefix; the first that fits counts.
	shapes []shape
	// check is the last word on a text that fits a shape.
	check check
	// decode reads the life that a token of this format states.
	decode func(token string) nhi.Lifetime
	// refine gives the ID of a narrower format by what stands around a token.
	refine func(text string, start, end int) string
	// after are texts that make a token that stands behind them no secret.
	after []string
	// entropy is the floor in bits a character of what follows the prefix.
	entropy float64
	// blob formats have a prefix that also occurs inside of base64 text, so the
	// byte before must not belong to that alphabet.
	blob bool
	// form is the ID of the format whose text this one has too, where the name that
	// it stands under tells the two apart.
	form string
	// quiet formats are matched by Identify but not looked for in raw text by
	// their prefix.
	quiet bool
}

// confidence is how sure a match makes us, 0 to 100.
func (f *Format) confidence() int {
	if f.Confidence != 0 {
		return f.Confidence
	}
	return 95
}

//go:generate env UPDATE=1 go test -run TestTable .

// Formats are all known formats, in the order of the tables. The caller must
// not change them.
func Formats() []*Format { return catalogue().list }

// ByID returns a format by its kind, or nil.
func ByID(id string) *Format { return catalogue().byID[id] }

// Public is the part of a secret that everybody knows: the prefix that the issuer
// puts before the random part of every credential of a kind, which documentation
// prints (ghp_). It is empty for what has none.
func Public(kind, secret string) string {
	f := ByID(kind)
	if f == nil || len(f.shapes) == 0 {
		return ""
	}
	best := ""
	for _, p := range f.Prefixes {
		if len(p) > len(best) && strings.HasPrefix(secret, p) {
			best = p
		}
	}
	return best
}

type formatTable struct {
	list []*Format
	byID map[string]*Format
}

var catalogue = sync.OnceValue(func() formatTable {
	t := formatTable{byID: map[string]*Format{}}
	for _, part := range [][]Format{modelFormats, agentFormats, cloudFormats, dataFormats, forgeFormats, devFormats, serviceFormats, structuredFormats} {
		for i := range part {
			f := &part[i]
			t.list = append(t.list, f)
			t.byID[f.ID] = f
		}
	}
	return t
})
