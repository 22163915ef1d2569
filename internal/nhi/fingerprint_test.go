package nhi

import "testing"

// TestSubjectOf: what stands elsewhere in its file is still the same.
func TestSubjectOf(t *testing.T) {
	at := func(text string, start int, subject string) *Finding {
		f := NewFile("notes.txt", []byte(text))
		return &Finding{Rule: &Rule{Name: "literal-credential"}, Subject: subject, At: f.At(start, start+3)}
	}
	for _, c := range []struct {
		f    *Finding
		want string
	}{
		{at("abcdef", 2, Key("literal", "notes.txt", "2")), Key("literal", "notes.txt")},
		{at("xx\nabcdef", 5, Key("literal", "notes.txt", "5")), Key("literal", "notes.txt")},
		{at("abcdef", 2, Key("grant", "role", "7")), Key("grant", "role")},
		{at("abcdef", 2, Key("grant", "role", "0", "37")+"→"+Key("tf", "role")), Key("grant", "role", "0") + "→" + Key("tf", "role")},
		{at("abcdef", 2, ""), Key("file", "notes.txt")},
		{&Finding{Subject: "identity/v7"}, "identity/v7"},
	} {
		if got := SubjectOf(c.f); got != c.want {
			t.Errorf("%q: %q, want %q", c.f.Subject, got, c.want)
		}
	}
	one := []*Finding{at("abcdef", 0, Key("literal", "notes.txt", "0")), at("abcdef", 3, Key("literal", "notes.txt", "3"))}
	two := []*Finding{at("\nabcdef", 1, Key("literal", "notes.txt", "1")), at("\nabcdef", 4, Key("literal", "notes.txt", "4"))}
	a, b := Fingerprints(one), Fingerprints(two)
	if a[0] != b[0] || a[1] != b[1] || a[0] == a[1] {
		t.Errorf("%v\n%v", a, b)
	}
}
