package sarif

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func hashesOf(text string) []string {
	var list []string
	lineHashes([]byte(text), func(line int, sum uint64, n int) {
		if line != len(list)+1 {
			panic("lines out of order")
		}
		list = append(list, lineHash(sum, n))
	})
	return list
}

// The vectors are those of the tests of github/codeql-action.
func TestLineHashes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "c129715d7a2bc9a3:1"},
		{" a\nb\n  \t\tc\n d", "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1"},
		{" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", "8b7cf3e952e7aeb2:1 b1ae1287ec4718d9:1 bff680108adb0fcc:1 c6805c5e1288b612:1 b86d3392aea1be30:1 e6ceba753e1a442:1"},
		{" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1"},
		{" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1"},
		{" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1"},
		{" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1"},
		{"x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n", "e54938cc54b302f1:1 bb609acbe9138d60:1 1131fd5871777f34:1 5c482a0f8b35ea28:1 54517377da7028d2:1 2c644846cb18d53e:1 f1b89f20de0d133:1 c129715d7a2bc9a3:1"},
		{strings.Repeat("Lorem ipsum dolor sit amet.\n", 10), "a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 a7f2ff13bc495cf2:4 a7f2ff13bc495cf2:5 a7f2ff13bc495cf2:6 a7f2ff1481e87703:1 a9cf91f7bbf1862b:1 55ec222b86bcae53:1 cc97dc7b1d7d8f7b:1 c129715d7a2bc9a3:1"},
	} {
		if got := strings.Join(hashesOf(c.text), " "); got != c.want {
			t.Errorf("%.20q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Bytes that are no UTF-8 count as a decoder of the web counts them.
func TestMalformed(t *testing.T) {
	for _, c := range []struct {
		bytes string
		want  int
	}{
		{"\xff", 1}, {"\xc0\x80", 1}, {"\xe2\x82A", 2}, {"\xe2\x28", 1}, {"\xed\xa0\x80", 1},
		{"\xf0\x9f\x98", 3}, {"\xf0\x80\x80", 1}, {"\xf4\x90", 1}, {"\xc3", 1}, {"\x80", 1},
	} {
		if got := malformed([]byte(c.bytes)); got != c.want {
			t.Errorf("%q: %d, want %d", c.bytes, got, c.want)
		}
	}
	if hashesOf("\xe2\x82A")[0] != hashesOf("\uFFFDA")[0] {
		t.Error("a cut character is not one U+FFFD")
	}
}

// finding is one finding in a file with something above it.
func finding(above, value, path string) *nhi.Report {
	text := above + "token: " + value + "\nother: 1\n"
	f := nhi.NewFile(path, []byte(text))
	start := len(above) + len("token: ")
	return &nhi.Report{Rules: []*nhi.Rule{ttlRule}, Findings: []*nhi.Finding{{
		Rule: ttlRule, Level: nhi.Error, At: f.At(start, start+len(value)), Subject: nhi.Key("env", "a", "token"),
		Message: "The token has no expiry.",
	}}}
}

func TestFingerprintStability(t *testing.T) {
	prints := func(r *nhi.Report) (ours, line string) {
		p := decode(t, write(t, Options{}, r)).Runs[0].Results[0].PartialFingerprints
		return p[findingKey], p[lineHashKey]
	}
	ours, line := prints(finding("", secret, "a.yaml"))
	for _, c := range []struct {
		what               string
		r                  *nhi.Report
		sameOurs, sameLine bool
	}{
		{"lines above", finding("a: 1\nb: 2\n", secret, "a.yaml"), true, true},
		{"another file", finding("", secret, "moved/b.yaml"), true, true},
		{"another secret", finding("", "zZ8qW3nLp5Vx", "a.yaml"), true, false},
	} {
		o, l := prints(c.r)
		if (o == ours) != c.sameOurs || (l == line) != c.sameLine {
			t.Errorf("%s: ours same %t, line same %t", c.what, o == ours, l == line)
		}
	}
}

func TestFingerprintOrdinals(t *testing.T) {
	r := finding("", secret, "a.yaml")
	second := *r.Findings[0]
	r.Findings = append(r.Findings, &second)
	before := nhi.Fingerprints(r.Findings)
	if before[0] == before[1] {
		t.Error("two findings have one name")
	}
	r.Findings[0].Suppressed = &nhi.Suppression{Reason: "r"}
	got := decode(t, write(t, Options{}, r)).Runs[0].Results
	if len(got) != 1 || got[0].PartialFingerprints[findingKey] != before[1] {
		t.Error("suppressing a finding renamed the next one")
	}
}

func TestGUID(t *testing.T) {
	// RFC 9562's form: version 5, variant 10.
	g := guid("taxonomy", "CWE")
	if len(g) != 36 || g[14] != '5' || !strings.ContainsRune("89ab", rune(g[19])) || g == guid("taxonomy", "CSA-MAESTRO") {
		t.Error(g)
	}
}

// Whatever the bytes, every line has one hash and every column agrees with the
// slow way.
func FuzzPlaces(f *testing.F) {
	f.Add([]byte("a\r\n😀b\rc\xe2\x82\n"), 3, 9)
	f.Add([]byte(strings.Repeat("é😀x", 700)), 1023, 1030)
	f.Fuzz(func(t *testing.T, text []byte, start, end int) {
		file := nhi.NewFile("f", text)
		if got := len(hashesOf(string(text))); got != file.Lines() {
			t.Fatalf("%d hashes of %d lines", got, file.Lines())
		}
		s := file.At(start, end)
		loc, ok := (&places{}).location(s)
		if !ok {
			t.Fatal("no place")
		}
		tight := firstLine(s)
		want := tight.Position()
		g := loc.Region
		if fmt.Sprint(*g.StartLine, *g.StartColumn, *g.EndLine, *g.EndColumn) != fmt.Sprint(want.Line, want.Column, want.EndLine, want.EndColumn) {
			t.Fatalf("%d:%d-%d:%d, want %+v", *g.StartLine, *g.StartColumn, *g.EndLine, *g.EndColumn, want)
		}
		if want.Line != want.EndLine {
			t.Fatalf("%+v is not one line", want)
		}
	})
}
