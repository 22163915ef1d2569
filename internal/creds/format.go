package creds

import (
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
	// Prefixes start the text. A format without any is known by name only.
	Prefixes []string
	// Lifetime is what the kind says by nature; unknown where an expiry is
	// chosen at creation or the same shape is issued with several lives.
	Lifetime nhi.Lifetime
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
	// check is the last word on a text that fits a shape (a checksum, a marker).
	check func(token string) bool
	// entropy is the floor in bits a character of what follows the prefix.
	entropy float64
	// blob formats have a prefix that also occurs inside of base64 text, so the
	// byte before must not belong to that alphabet.
	blob bool
	// form is the ID of the format whose text this one has too, where the name that
	// it stands under tells the two apart.
	form string
	// quiet formats are matched by Identify but not looked for in raw text.
	quiet bool
}

// confidence is how sure a match makes us, 0 to 100.
func (f *Format) confidence() int {
	if f.Confidence != 0 {
		return f.Confidence
	}
	return 95
}

// Formats are all known formats, in the order of the tables. The caller must
// not change them.
func Formats() []*Format { return catalogue().list }

// ByID returns a format by its kind, or nil.
func ByID(id string) *Format { return catalogue().byID[id] }

type formatTable struct {
	list []*Format
	byID map[string]*Format
}

var catalogue = sync.OnceValue(func() formatTable {
	t := formatTable{byID: map[string]*Format{}}
	for _, part := range [][]Format{modelFormats, cloudFormats, forgeFormats, serviceFormats, structuredFormats} {
		for i := range part {
			f := &part[i]
			t.list = append(t.list, f)
			t.byID[f.ID] = f
		}
	}
	return t
})

// never is the life of a credential without an expiry of its own.
func never(source string) nhi.Lifetime {
	return nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural, Source: source}
}

// lasts is the life of a credential whose issuer always ends it.
func lasts(seconds int64, source string) nhi.Lifetime {
	return nhi.Lifetime{Known: true, Seconds: seconds, Basis: nhi.Natural, Source: source}
}

const (
	hour = 3600
	day  = 24 * hour
	year = 365 * day
)
