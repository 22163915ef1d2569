package python

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/nhitest"
)

func TestGolden(t *testing.T) { nhitest.Facts(t, Analyzer) }

// TestTestCode: in a test only what its form gives away counts.
func TestTestCode(t *testing.T) {
	text := "TOKEN = 'Tq7mZr2Lk9XvBn4Ws6Pd'\nGITHUB_TOKEN = '" + creds.Sample("github-classic-token", 3) + "'\n"
	for path, want := range map[string]int{"app.py": 2, "test_app.py": 1, "app_test.py": 1, "tests/app.py": 1, "conftest.py": 1} {
		if got := len(nhitest.Run(t, Analyzer, &nhi.Unit{Files: []*nhi.File{nhi.NewFile(path, []byte(text))}}).Credentials); got != want {
			t.Errorf("%s: %d credentials, want %d", path, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		`a = "x"`:                          "a=x",
		`a: str = "x"`:                     "a=x",
		`a: Dict[str, int] = "x"`:          "a=x",
		`o.a = 'x'`:                        "a=x",
		`o["a"] = 'x'`:                     "a=x",
		`o["a"]["b"] = 'x'`:                "b=x",
		`a = b = "x"`:                      "b=x",
		`a = """x` + "\n" + `y"""`:         "a=x\ny",
		`a = r"x\n"`:                       `a=x\n`,
		`a = "x\n\x41\u0042\"\q"`:          "a=x\nAB\"\\q",
		`a = b"x"`:                         "a=x",
		`a = f"x"`:                         "a=x",
		`a = f"{x}"`:                       "",
		`a = f"{o["k"]}"; b = "y"`:         "b=y",
		`a = f"{x!r:'>{w}}"; b = "y"`:      "b=y",
		`a = f"{{x}}"`:                     "a={x}",
		`a = "x" "y"`:                      "a=xy",
		`a = "x" f"{y}"`:                   "",
		`a = ("x")`:                        "a=x",
		`a = ("x", "y")`:                   "",
		`a = "x" + y`:                      "",
		`a = "x".format(y)`:                "",
		`a = "x" % y`:                      "",
		`a == "x"`:                         "",
		`a += "x"`:                         "",
		`a, b = "x", "y"`:                  "",
		"a, b = c\na = 'x'":                "a=x",
		`a = b or "x"`:                     "a=x",
		`a = b if c else "x"`:              "a=x",
		`if (a := "x"): pass`:              "a=x",
		`f(a="x")`:                         "a=x",
		`f(1, *b, a="x")`:                  "a=x",
		`def f(a: str = "x", b="y"): pass`: "a=x b=y",
		`if a: b = "x"`:                    "b=x",
		`{"a": "x", b: "y"}`:               "a=x",
		`{"a": {"b": "x"}}`:                "b=x",
		`{"a b": "x"}`:                     "",
		`c = os.getenv("A", "x")`:          "A,c=x",
		`c = os.getenv("A", default="x")`:  "A,c=x",
		`os.environ.setdefault("A", "x")`:  "A=x",
		`c = Field(default="x")`:           "c=x",
		`c = hash(Field(default="x"))`:     "",
		`add_argument("--a-b", default="x", help="y")`: "a-b=x help=y",
		`c(auth=("u", "x"))`:                           "password=x",
		`HTTPBasicAuth("u", "x")`:                      "password=x",
		"'''a = \"x\"'''":                              "",
		"# a = 'x'":                                    "",
		"a = 'x' # b":                                  "a=x",
		"a = \\\n 'x'":                                 "a=x",
		"f(\n a = 'x',\n # ')'\n)":                     "a=x",
		"a = 'x\nb = 'y'":                              "b=y",
		"f(a\nimport b\nc = 'x'":                       "c=x",
		"a = [\"x\" for y in z]":                       "",
		"a = {'k': f'{b}', 'c':'d'}":                   "c=d",
	} {
		var got []string
		for _, p := range Parse(nhi.NewFile("a.py", []byte(text))) {
			got = append(got, strings.Join(p.Names, ",")+"="+p.Value)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s\n got %q\nwant %q", text, g, want)
		}
	}
}

// TestSpeed: a megabyte takes 50 ms on an idle machine. The test looks for what is
// more than linear, which takes minutes, and a busy machine passes.
func TestSpeed(t *testing.T) {
	for _, piece := range []string{"password = os.getenv('A', 'x9!kRw2v#Q')\n", "(", "f'{", "f\"{'", "\"\"\"", "{'a':", "'", "\\", "a=", "f'{a:{b}}' "} {
		f := nhi.NewFile("a.py", []byte(strings.Repeat(piece, 1<<20/len(piece))))
		start := time.Now()
		Parse(f)
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%q takes %v", piece, d)
		}
	}
}

func BenchmarkRun(b *testing.B) {
	text := strings.Repeat("import os\n\n\ndef connect(host: str, retries: int = 3) -> None:\n    \"\"\"Connects.\"\"\"\n    name = os.environ.get('HOST_NAME', 'db.corp.io')\n    return {'a': [1, 2, 3], 'token': load(name)}\n", 1<<20/200)
	f := nhi.NewFile("a.py", []byte(text))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Analyzer.Run(context.Background(), &nhi.Unit{Files: []*nhi.File{f}}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a = f\"{o['k']}\" 'x'\n\"\"\"b")
	f.Add("f(a: str = 'x', default=('u', 'p'))\n{'k': b'\\x41'}")
	f.Fuzz(func(t *testing.T, text string) {
		file := nhi.NewFile("a.py", []byte(text))
		for _, p := range Parse(file) {
			if len(p.Names) == 0 || !p.Span.Valid() {
				t.Fatal("a literal without a name or a place")
			}
		}
		nhitest.Check(t, nhitest.Run(t, Analyzer, &nhi.Unit{Files: []*nhi.File{file}}))
	})
}

// TestRows: every row of the tables has a fixture that says so.
func TestRows(t *testing.T) { nhitest.Rows(t, Analyzer, language) }
