package picture

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/nhivet/nhivet/internal/nhi"
)

func page1(t *testing.T, p *Picture) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHTMLHostile: a name is text wherever it stands, and loads nothing.
func TestHTMLHostile(t *testing.T) {
	text := page1(t, drawn(t, sample(), Options{All: true}))
	for _, bad := range []string{"<script>alert", "</script><", "\u2028", "\x1b", "\u202e", secret, "http:", "src=", "@import", "url(http"} {
		if bad == "http:" {
			// The namespace of SVG is a name, and no address that is loaded.
			if n := strings.Count(text, "http:") - strings.Count(text, "http://www.w3.org/2000/svg"); n != 0 {
				t.Errorf("the page has %d addresses", n)
			}
			continue
		}
		if strings.Contains(text, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if n := strings.Count(text, "</script>"); n != 2 {
		t.Errorf("%d scripts end, want 2", n)
	}
	if !strings.Contains(text, "&lt;/script&gt;&lt;script&gt;alert(1)") {
		t.Error("the hostile name is not shown in the tables")
	}
}

// TestHTMLPolicy: the policy names the very bytes of the style and the script, and
// nothing else may be loaded.
func TestHTMLPolicy(t *testing.T) {
	text := page1(t, drawn(t, sample(), Options{}))
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(text)
	if policy == nil || !strings.HasPrefix(policy[1], "default-src &#39;none&#39;;") {
		t.Fatalf("policy: %q", policy)
	}
	for _, tag := range []string{"style", "script"} {
		_, rest, _ := strings.Cut(text, "<"+tag+">")
		body, _, _ := strings.Cut(rest, "</"+tag+">")
		if want := strings.ReplaceAll(hash(body), "+", "&#43;"); !strings.Contains(policy[1], want) {
			t.Errorf("the policy has no %s, which is the hash of <%s>", want, tag)
		}
	}
	if strings.Contains(text, "style=\"") || regexp.MustCompile(` on[a-z]+="`).MatchString(text) {
		t.Error("the page has a style or a handler in an attribute, which the policy refuses")
	}
}

// TestHTMLCut: what does not fit is said.
func TestHTMLCut(t *testing.T) {
	p := drawn(t, crowd(pageNodes), Options{})
	text := page1(t, p)
	s := p.Compose(pageNodes)
	if len(s.Nodes) > pageNodes || len(s.Nodes) < pageNodes/2 {
		t.Errorf("%d nodes stay of %d", len(s.Nodes), s.Total)
	}
	if want := fmt.Sprintf(`<p class="cut" role="note">%d of %d nodes are drawn`, len(s.Nodes), s.Total); !strings.Contains(text, want) {
		t.Errorf("the page does not say %q", want)
	}
	if strings.Contains(page1(t, drawn(t, sample(), Options{})), `class="cut"`) {
		t.Error("a whole page says that it was cut")
	}
}

// pairs are the colours that meet in style.css, with the least contrast that WCAG
// 2.2 asks for: 4.5 for text (1.4.3), 3 for large text and for what tells a control
// or a state (1.4.11).
var pairs = []struct {
	front, back string
	least       float64
}{
	{"ink", "bg", 4.5}, {"ink", "panel", 4.5}, {"ink", "accent-bg", 4.5}, {"soft", "bg", 4.5}, {"soft", "panel", 4.5}, {"soft", "accent-bg", 4.5},
	{"accent", "bg", 4.5}, {"accent", "panel", 3}, {"accent", "accent-bg", 3}, {"accent", "shared-bg", 3}, {"accent", "standing-bg", 3},
	{"control", "bg", 3}, {"control", "panel", 3}, {"edge", "bg", 3},
	{"shared-ink", "shared-bg", 4.5}, {"shared-ink", "bg", 4.5}, {"shared-ink", "standing-bg", 4.5}, {"shared-line", "bg", 3}, {"shared-line", "shared-bg", 3},
	{"standing-ink", "standing-bg", 4.5}, {"standing-ink", "bg", 4.5}, {"standing-ink", "shared-bg", 4.5}, {"standing-line", "bg", 3}, {"standing-line", "standing-bg", 3},
	{"error", "bg", 4.5}, {"warning", "bg", 4.5}, {"note", "bg", 4.5}, {"error", "panel", 4.5}, {"warning", "panel", 4.5}, {"note", "panel", 4.5},
	{"error", "shared-bg", 3}, {"warning", "shared-bg", 3}, {"note", "shared-bg", 3}, {"error", "standing-bg", 3}, {"warning", "standing-bg", 3}, {"note", "standing-bg", 3},
	{"bg", "ink", 4.5},
}

func TestContrast(t *testing.T) {
	style, err := source("page/style.css")
	if err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`\.canvas path \{[^}]*[ ;]opacity:`).MatchString(style) {
		t.Error("lines are paler than their colour")
	}
	light, dark, ok := strings.Cut(style, "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("there is no dark scheme")
	}
	dark = dark[:strings.Index(dark, "\n}\n")]
	used := map[string]bool{}
	for _, p := range pairs {
		used[p.front], used[p.back] = true, true
	}
	for name, css := range map[string]string{"light": light, "dark": dark} {
		colors := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
			colors[m[1]] = m[2]
			if !used[m[1]] && m[1] != "line" { // a line that only divides tells nothing
				t.Errorf("--%s is in no pair", m[1])
			}
		}
		for _, p := range pairs {
			front, back := colors[p.front], colors[p.back]
			if front == "" || back == "" {
				t.Fatalf("%s has no --%s or no --%s", name, p.front, p.back)
			}
			if c := contrast(front, back); c < p.least {
				t.Errorf("%s: --%s on --%s has a contrast of %.2f, want %.1f", name, p.front, p.back, c, p.least)
			}
		}
	}
}

// contrast is WCAG's ratio of two colours (w3.org/TR/WCAG22, relative luminance).
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(color string) float64 {
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(color[1+2*i:3+2*i], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// crowd are n agents, each with an account, a key and a grant; every tenth account
// is that of two.
func crowd(n int) *nhi.Facts {
	f := nhi.NewFile("crowd.yaml", []byte(strings.Repeat("a line\n", n+1)))
	facts := &nhi.Facts{}
	for i := range n {
		name, at := fmt.Sprintf("agent-%05d", i), f.LineSpan(i+1)
		account := i
		if i%10 == 9 {
			account = i - 1
		}
		facts.Agents = append(facts.Agents, &nhi.Agent{Key: "a:" + name, Name: name, Kind: "workload", Platform: "kubernetes", Environment: []string{"dev", "prod"}[i%2], Score: 90, Family: name + " " + name, At: at})
		facts.Identities = append(facts.Identities, &nhi.Identity{Key: "i:" + name, Name: name, Kind: "service-account", Platform: "kubernetes", Defined: true, At: at})
		facts.Credentials = append(facts.Credentials, &nhi.Credential{Key: "c:" + name, Name: name + "-key", Kind: "api-key", Title: "API key", Origin: nhi.FromStore, Lifetime: nhi.Lifetime{Known: true, Never: i%4 == 0, Seconds: 600, Basis: nhi.Written}, At: at})
		facts.Grants = append(facts.Grants, &nhi.Grant{Key: "g:" + name, Identity: "i:" + name, System: "aws", Name: name, Breadth: []string{"narrow", "wildcard"}[i%7/6], At: at})
		facts.Edges = append(facts.Edges,
			&nhi.Edge{Kind: nhi.RunsAs, From: "a:" + name, To: fmt.Sprintf("i:agent-%05d", account), Confidence: nhi.Certain, At: at},
			&nhi.Edge{Kind: nhi.Holds, From: "a:" + name, To: "c:" + name, Confidence: nhi.Certain, At: at})
	}
	return facts
}
