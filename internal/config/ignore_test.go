package config

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/nhi"
)

func TestIgnores(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"ttl: 0 # nhivet:ignore missing-ttl -- rotated by vault", "1 [missing-ttl] '' rotated by vault"},
		{"# nhivet:ignore missing-ttl,wildcard-grant until=2027-06-30 -- why not\nttl: 0", "2 [missing-ttl wildcard-grant] '2027-06-30' why not"},
		{"  // nhivet:ignore missing-ttl, wildcard-grant -- r\n  x()", "2 [missing-ttl wildcard-grant] '' r"},
		{"x() // nhivet:ignore a -- b -- c", "1 [a] '' b -- c"},
		{"x();// nhivet:ignore a -- b", "1 [a] '' b"},
		{"/* nhivet:ignore a -- b */\nx", "2 [a] '' b"},
		{"/*\n * nhivet:ignore a -- b\n */\nx", "4 [a] '' b"},
		{"<!-- nhivet:ignore a -- b -->\n<x/>", "2 [a] '' b"},
		{"-- nhivet:ignore a -- b\nselect", "2 [a] '' b"},
		{"; nhivet:ignore a -- b\nx=1", "2 [a] '' b"},
		{"{{- /* nhivet:ignore a -- b */ -}}\nx", "2 [a] '' b"},
		{"{# nhivet:ignore a -- b #}\nx", "2 [a] '' b"},
		{"## nhivet:ignore a -- b\nx", "2 [a] '' b"},
		{"# nhivet:ignore a -- one\n# nhivet:ignore b -- two\n# and a remark\nx", "4 [a] '' one|4 [b] '' two"},
		{"x # nhivet:ignore a -- b\r\ny", "1 [a] '' b"},
		{"# nhivet:ignore a -- b", "2 [a] '' b"},
		{"# nhivet:ignore a -- b\x1b[31m\nx", `2 [a] '' b\x1b[31m`},

		// Prose is no ignore.
		{"Write nhivet:ignore a -- b in a comment", ""},
		{"# Use nhivet:ignore a -- b", ""},
		{"u: http://nhivet:ignore a -- b", ""},
		{"x#nhivet:ignore a -- b", ""},

		// What cannot be honoured is told.
		{"# nhivet:ignore a\nx", "1! nhivet:ignore has no reason (-- and why), so it is not honoured"},
		{"# nhivet:ignore a --\nx", "1! nhivet:ignore has no reason (-- and why), so it is not honoured"},
		{"<!-- nhivet:ignore a -->", "1! nhivet:ignore has no reason (-- and why), so it is not honoured"},
		{"# nhivet:ignore -- why", "1! nhivet:ignore names no rule, so it is not honoured"},
		{"# nhivet:ignore", "1! nhivet:ignore names no rule, so it is not honoured"},
		{"# nhivet:ignore a until=tomorrow -- b", "1! nhivet:ignore has a date that is none (until=2027-06-30 is one), so it is not honoured"},
		{"# nhivet:ignore a until=2027-02-30 -- b", "1! nhivet:ignore has a date that is none (until=2027-06-30 is one), so it is not honoured"},
		{"# nhivet:ignore A! -- b", "1! nhivet:ignore has 'A!' where a rule's name was expected, so it is not honoured"},
		{"# nhivet:ignore-begin a until=2027-06-30 -- r\nx: 1\n# nhivet:ignore-end\n", "1-3 [a] '2027-06-30' r"},
		{"/* nhivet:ignore-begin a -- r */\n// nhivet:ignore-begin b -- s\nx\n/* nhivet:ignore-end */\n// nhivet:ignore-end", "2-4 [b] '' s|1-5 [a] '' r"},
		{"# nhivet:ignore-begin a -- r\nx", "1! nhivet:ignore-begin has no nhivet:ignore-end, so it is not honoured"},
		{"x\n# nhivet:ignore-end", "2! nhivet:ignore-end has no beginning, so it is not honoured"},
		{"x # nhivet:ignore-begin a -- r", "1! nhivet:ignore-begin has to be alone on its line, so it is not honoured"},
		{"# nhivet:ignore-begin a\nx\n# nhivet:ignore-end", "1! nhivet:ignore has no reason (-- and why), so it is not honoured|3! nhivet:ignore-end has no beginning, so it is not honoured"},
		{"# nhivet:ignored a -- b", "1! nhivet:ignore goes on with 'd'; rules come after a space, so it is not honoured"},
	} {
		found, faults := Ignores(nhi.NewFile("f", []byte(c.text)))
		var got []string
		for _, i := range found {
			lines := fmt.Sprint(i.Lines[0])
			if i.To > 0 {
				lines += fmt.Sprintf("-%d", i.To)
			}
			got = append(got, fmt.Sprintf("%s %v '%s' %s", lines, i.Rules, i.Until, i.Reason))
			if !strings.HasPrefix(i.At.Text(), marker) || strings.ContainsAny(i.At.Text(), "\r\n") {
				t.Errorf("%q: at %q", c.text, i.At.Text())
			}
		}
		for _, f := range faults {
			got = append(got, fmt.Sprintf("%d! %s", f.At.Position().Line, f.Reason))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, strings.Join(got, "|"), c.want)
		}
	}
}

func TestApply(t *testing.T) {
	file := nhi.NewFile("a.yaml", []byte(`a: 1 # nhivet:ignore missing-ttl -- one
# nhivet:ignore missing-ttl,wildcard-grant until=2026-05-31 -- two
b: 2
c: 3 # nhivet:ignore missing-ttl until=2026-05-30 -- past
d: 4 # nhivet:ignore mising-ttl -- misspelt
e: 5 # nhivet:ignore missing-ttl -- nothing here
f: [ # nhivet:ignore missing-ttl -- at its start
  6,
] # nhivet:ignore wildcard-grant -- at its end
# nhivet:ignore ttl-too-long -- did not run
g: 7
`))
	data := nhi.NewFile("deploy/b.json", []byte("{\n \"legacy\": 1,\n \"new\": 2\n}\n"))
	at := func(f *nhi.File, rule, text string) *nhi.Finding {
		i := strings.Index(string(f.Bytes()), text)
		return &nhi.Finding{Rule: &nhi.Rule{Name: rule}, At: f.At(i, i+len(text))}
	}
	list := "[ # nhivet:ignore missing-ttl -- at its start\n  6,\n]"
	findings := []*nhi.Finding{
		at(file, "missing-ttl", "1"), at(file, "wildcard-grant", "1"), at(file, "missing-ttl", "b: 2"), at(file, "wildcard-grant", "b: 2"), at(file, "missing-ttl", "3"),
		at(file, "missing-ttl", "4"), at(file, "missing-ttl", list), at(file, "wildcard-grant", list), at(file, "missing-ttl", "6"),
		at(data, "missing-ttl", "1"), at(data, "missing-ttl", "2"),
	}
	c, err := load(`ignores:
  - {rule: missing-ttl, path: "*.json", contains: legacy, reason: old}
  - {rule: missing-ttl, path: /deploy/, line: 3, reason: third, until: 2026-05-30}
  - {rule: missing-ttl, path: /other/, reason: none}
`)
	if err != nil {
		t.Fatal(err)
	}
	ignores, faults := Ignores(file)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	faults = Apply(findings, append(ignores, c.Ignores...), Options{
		Known: rules, Ran: func(rule string) bool { return rule != "ttl-too-long" }, Now: time.Date(2026, 5, 31, 23, 0, 0, 0, time.UTC),
	})
	var got []string
	for _, f := range findings {
		reason := "-"
		if f.Suppressed != nil {
			reason = f.Suppressed.Reason
		}
		got = append(got, reason)
	}
	want := []string{"one", "-", "two", "two", "-", "-", "at its start", "at its end", "-", "old", "-"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if s := findings[2].Suppressed; s.Until != "2026-05-31" || s.At.Position().Line != 2 || findings[9].Suppressed.At.Valid() {
		t.Error(s)
	}
	got = nil
	for _, f := range faults {
		at := f.At.Position()
		got = append(got, fmt.Sprintf("%s:%d: %s", at.File, at.Line, f.Reason))
	}
	want = []string{
		"a.yaml:4: nhivet:ignore of missing-ttl expired on 2026-05-30, so it is not honoured",
		"a.yaml:5: nhivet:ignore names the unknown rule 'mising-ttl' (did you mean 'missing-ttl'?)",
		"a.yaml:6: nhivet:ignore of missing-ttl matches no finding",
		".nhivet.yaml:3: nhivet:ignore of missing-ttl expired on 2026-05-30, so it is not honoured",
		".nhivet.yaml:4: nhivet:ignore of missing-ttl matches no finding",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What is an error is ignored until a day, unless the configuration says
// otherwise; what is less loud may be ignored for ever.
func TestApplyDated(t *testing.T) {
	for _, c := range []struct {
		dated, level nhi.Level
		until        string
		hidden       bool
	}{
		{"", nhi.Error, "", false},
		{"", nhi.Error, "2026-06-30", true},
		{"", nhi.Warning, "", true},
		{nhi.Warning, nhi.Warning, "", false},
		{nhi.Warning, nhi.Note, "", true},
		{nhi.None, nhi.Error, "", true},
	} {
		file := nhi.NewFile("a.yaml", []byte("a: 1 # "+marker+" missing-ttl "+strings.TrimSuffix("until="+c.until+" ", "until= ")+"-- known\n"))
		f := &nhi.Finding{Rule: &nhi.Rule{Name: "missing-ttl"}, At: file.At(0, 4), Level: c.level}
		ignores, _ := Ignores(file)
		faults := Apply([]*nhi.Finding{f}, ignores, Options{Known: rules, Dated: c.dated, Now: time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC)})
		if (f.Suppressed != nil) != c.hidden || (len(faults) == 0) != c.hidden {
			t.Errorf("%+v: hidden %v, faults %v", c, f.Suppressed != nil, faults)
		}
	}
}

func FuzzIgnores(f *testing.F) {
	f.Add("ttl: 0 # nhivet:ignore missing-ttl until=2027-01-01 -- r\n# nhivet:ignore a -- b\n")
	f.Add("/*\n * nhivet:ignore a\n <!-- nhivet:ignore b -- \xff -->")
	f.Fuzz(func(t *testing.T, text string) {
		file := nhi.NewFile("f", []byte(text))
		ignores, faults := Ignores(file)
		for _, i := range ignores {
			if !i.At.Valid() || len(i.Rules) == 0 || i.Reason == "" || len(i.Lines) != 1 || strings.ContainsAny(i.Reason, "\x1b\n\r") {
				t.Errorf("%+v", i)
			}
		}
		finding := &nhi.Finding{Rule: &nhi.Rule{Name: "missing-ttl"}, At: file.At(0, len(text))}
		faults = append(faults, Apply([]*nhi.Finding{finding}, ignores, Options{Known: rules, Now: time.Unix(0, 0)})...)
		for _, f := range faults {
			if !f.At.Valid() || strings.ContainsAny(f.Reason, "\x1b\n\r") {
				t.Errorf("%+v", f)
			}
		}
	})
}
