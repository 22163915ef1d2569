// Package chromium opens the page of the inventory in a real browser and uses it
// as people do: with a pointer, with keys, with a reader, in the dark.
//
//	go test ./...
//	SHOTS=DIR go test ./...     also writes screenshots
//
// It needs Chromium or Chrome (Debian: apt-get install chromium).
package chromium

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is a page in the browser, with what it complained of and asked for.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	errors   []string
	requests []string
	refused  []string // by the policy of the page
}

func open(t *testing.T, browser context.Context, file string, first ...chromedp.Action) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	chromedp.ListenTarget(ctx, func(e any) {
		p.mu.Lock()
		defer p.mu.Unlock()
		switch e := e.(type) {
		case *runtime.EventExceptionThrown:
			p.errors = append(p.errors, e.ExceptionDetails.Error())
		case *runtime.EventConsoleAPICalled:
			p.errors = append(p.errors, fmt.Sprint("console: ", e.Type))
		case *log.EventEntryAdded:
			p.errors = append(p.errors, e.Entry.Text)
		case *network.EventRequestWillBeSent:
			p.requests = append(p.requests, e.Request.URL)
		case *network.EventLoadingFailed:
			p.refused = append(p.refused, string(e.BlockedReason))
		}
	})
	p.do(append([]chromedp.Action{network.Enable(), log.Enable(), chromedp.EmulateViewport(1440, 1000)}, first...)...)
	p.do(chromedp.Navigate("file://"+file), chromedp.WaitVisible("#agents", chromedp.ByQuery))
	return p
}

func (p *tab) do(actions ...chromedp.Action) {
	p.t.Helper()
	if err := chromedp.Run(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// eval gives what an expression says, as text.
func (p *tab) eval(expression string) string {
	p.t.Helper()
	var out string
	p.do(chromedp.Evaluate("String("+expression+")", &out))
	return out
}

// want compares what an expression says.
func (p *tab) want(what, expression, want string) {
	p.t.Helper()
	if got := p.eval(expression); got != want {
		p.t.Errorf("%s: %s is %q, want %q", what, expression, got, want)
	}
}

func (p *tab) shot(name string) {
	p.t.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	var png []byte
	p.do(chromedp.Sleep(300*time.Millisecond), chromedp.CaptureScreenshot(&png))
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func media(name, value string) chromedp.Action {
	return emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: name, Value: value}})
}

// visible is the number of nodes that are shown.
const visible = `document.querySelectorAll(".node:not([hidden])").length`

// overlaps counts pairs of nodes that cover each other.
const overlaps = `(() => {
	const r = [...document.querySelectorAll(".node:not([hidden])")].map(n => n.getBoundingClientRect());
	let n = 0;
	for (let i = 0; i < r.length; i++) for (let j = 0; j < i; j++)
		if (r[i].left < r[j].right && r[j].left < r[i].right && r[i].top < r[j].bottom - .5 && r[j].top < r[i].bottom - .5) n++;
	return n;
})()`

// behind counts the edges that pass the middle column where a node is.
const behind = `(() => {
	const canvas = document.getElementById("canvas").getBoundingClientRect();
	const nodes = [...document.querySelectorAll(".node.identity:not([hidden]), .node.credential:not([hidden])")].map(n => n.getBoundingClientRect());
	let n = 0;
	for (const e of document.querySelectorAll("#edges > path:not(.rules)")) {
		const m = /([-\d.]+)H/.exec(e.getAttribute("d"));
		if (m) n += nodes.filter(r => r.top - canvas.top < +m[1] && +m[1] < r.bottom - canvas.top).length;
	}
	return n;
})()`

func TestPage(t *testing.T) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU)
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	browser, cancel := chromedp.NewContext(allocator)
	defer cancel()
	if err := chromedp.Run(browser); err != nil {
		t.Fatalf("no browser: %v", err)
	}
	program := build(t)
	desk := page(t, program, small(t))
	dir := t.TempDir()
	platform(t, dir, 210)
	many := page(t, program, dir)

	t.Run("quiet", func(t *testing.T) {
		p := open(t, browser, desk)
		p.do(chromedp.Sleep(200 * time.Millisecond))
		p.want("the hostile name ran", "window.hit", "undefined")
		p.want("scripts", `document.scripts.length`, "2")
		p.want("images", `document.images.length`, "0")
		p.want("the hostile agent is there", `[...document.querySelectorAll("tbody th")].some(t => t.textContent.startsWith("</script><script>"))`, "true")
		p.mu.Lock()
		defer p.mu.Unlock()
		if len(p.errors) > 0 {
			t.Errorf("the page complains: %q", p.errors)
		}
		if len(p.requests) != 1 || !strings.HasPrefix(p.requests[0], "file://") {
			t.Errorf("the page asked for %q", p.requests)
		}
	})
	t.Run("policy", func(t *testing.T) {
		p := open(t, browser, desk)
		p.do(chromedp.Evaluate(`(() => { const s = document.createElement("script"); s.textContent = "window.hit = 2"; document.body.append(s); new Image().src = "https://example.com/x.png"; })()`, nil),
			chromedp.Sleep(200*time.Millisecond))
		p.want("a foreign script ran", "window.hit", "undefined")
		p.mu.Lock()
		defer p.mu.Unlock()
		if len(p.refused) != 1 || p.refused[0] != "csp" {
			t.Errorf("a foreign picture was refused by %q, want the policy", p.refused)
		}
	})
	t.Run("drawing", func(t *testing.T) {
		for name, file := range map[string]string{"small": desk, "large": many} {
			p := open(t, browser, file)
			p.want(name+": all nodes are shown", visible+` === JSON.parse(document.getElementById("scene").textContent).nodes.length`, "true")
			p.want(name+": nodes on each other", overlaps, "0")
			p.want(name+": columns go from left to right", `["agent", "identity", "credential", "grant"].map(k => Math.round(document.querySelector(".node." + k).getBoundingClientRect().left)).every((x, i, all) => i === 0 || (i === 2 ? x === all[1] : x > all[i - 1]))`, "true")
			p.want(name+": edges behind nodes of the middle", behind, "0")
			p.want(name+": edges have two ends", `[...document.querySelectorAll("#edges > path:not(.rules)")].every(e => /^M[-\d.]+ [-\d.]+C/.test(e.getAttribute("d")))`, "true")
			p.shot(name + "-light")
		}
		p := open(t, browser, desk)
		p.want("an edge goes past the middle", `[...document.querySelectorAll("#edges > path:not(.rules)")].some(e => e.getAttribute("d").includes("H"))`, "true")
		n := open(t, browser, many)
		if got := n.eval(visible); len(got) < 3 || got < "450" {
			t.Errorf("the large page has %s nodes", got)
		}
	})
	t.Run("pointer", func(t *testing.T) {
		p := open(t, browser, desk)
		p.do(chromedp.Click(`//button[contains(@class,"node")][contains(@aria-label,"Credential DATABASE_URL")]`, chromedp.BySearch))
		p.want("pressed", `document.querySelector("[aria-pressed=true] b").textContent`, "DATABASE_URL")
		p.want("detail", `document.getElementById("detail-title").textContent`, "DATABASE_URL")
		p.want("on the path", `[...document.querySelectorAll(".node.on.agent b")].map(n => n.textContent)`, "triage-agent")
		p.want("what it may do is not on it", `document.querySelectorAll(".node.on.grant").length`, "0")
		p.want("its edges are lit", `document.querySelectorAll("path.on").length > 0 && document.querySelectorAll("path.on").length < document.querySelectorAll("#edges > path").length`, "true")
		p.want("findings are those of the path", `document.getElementById("finding-count").textContent.includes(" of ")`, "true")
		p.shot("selected")
		p.do(chromedp.Click("#clear", chromedp.ByQuery))
		p.want("nothing pressed", `document.querySelectorAll("[aria-pressed=true]").length + " " + document.getElementById("detail").hidden`, "0 true")
		p.do(chromedp.Click("#findings li button", chromedp.ByQuery))
		p.want("a finding leads to its subject", `document.querySelectorAll("[aria-pressed=true]").length`, "1")
	})
	t.Run("keys", func(t *testing.T) {
		p := open(t, browser, many)
		focused := `document.activeElement.className + " " + (document.activeElement.name || document.activeElement.textContent.slice(0, 30))`
		p.do(chromedp.KeyEvent(kb.Tab))
		p.want("the first stop", focused, "skip Skip to the tables")
		stops := 0
		for ; stops < 20 && !strings.HasPrefix(p.eval(`document.activeElement.className`), "node"); stops++ {
			p.do(chromedp.KeyEvent(kb.Tab))
		}
		if stops > 12 {
			t.Errorf("a node is the stop %d", stops)
		}
		p.want("focus is seen", `getComputedStyle(document.activeElement).outlineStyle + " " + getComputedStyle(document.activeElement).outlineWidth`, "solid 3px")
		p.want("focus lights the paths", `document.querySelectorAll("path.on").length > 0`, "true")
		first := p.eval(`document.activeElement.id`)
		p.do(chromedp.KeyEvent(kb.ArrowDown))
		if p.eval(`document.activeElement.id`) == first {
			t.Error("the arrow does not move")
		}
		p.do(chromedp.KeyEvent(kb.ArrowRight))
		p.want("right is the middle", `/identity|credential/.test(document.activeElement.className)`, "true")
		p.do(chromedp.KeyEvent(kb.End), chromedp.KeyEvent(kb.Enter))
		p.want("Enter selects", `document.activeElement.getAttribute("aria-pressed")`, "true")
		p.want("it is said", `document.getElementById("said").textContent.includes("On its paths")`, "true")
		p.want("it is in sight", `(() => { const a = document.activeElement.getBoundingClientRect(), s = document.getElementById("stage").getBoundingClientRect(); return a.top >= s.top && a.bottom <= s.bottom; })()`, "true")
		p.do(chromedp.KeyEvent(kb.Escape))
		p.want("Escape ends it", `document.querySelectorAll("[aria-pressed=true]").length`, "0")
		p.do(chromedp.KeyEvent(kb.Tab))
		p.want("Tab leaves the picture", `document.activeElement.closest("#canvas")`, "null")
	})
	t.Run("filters", func(t *testing.T) {
		p := open(t, browser, many)
		set := func(name, value string) {
			p.do(chromedp.Evaluate(fmt.Sprintf(`(() => { const f = document.getElementById("filters"), e = f.elements[%q]; if (e.type === "checkbox") e.checked = %q === "on"; else e.value = %q; e.dispatchEvent(new Event("input", {bubbles: true})); })()`, name, value, value), nil))
		}
		all := p.eval(visible)
		hit := func(class string) string {
			return `[...document.querySelectorAll(".node:not([hidden]):not(.context)")].every(n => ` + class + `) && ` + visible + ` > 0 && ` + visible + ` < ` + all
		}
		for _, c := range []struct{ name, value, holds string }{
			{"shared", "on", `n.classList.contains("shared")`},
			{"standing", "on", `n.classList.contains("standing")`},
			{"level", "error", `n.querySelector(".level.error")`},
			{"environment", "staging", `n.getAttribute("aria-label").includes("staging")`},
			{"kind", "grant", `n.classList.contains("grant")`},
			{"text", "support-agent-000", `true`},
		} {
			set(c.name, c.value)
			p.want("filter "+c.name, hit(c.holds), "true")
			p.want("filter "+c.name+" leaves no holes", overlaps, "0")
			p.want("filter "+c.name+" holds for the tables", `[...document.querySelectorAll("tr[data-node]")].every(r => r.hidden === document.getElementById("node-" + r.dataset.node).hidden)`, "true")
			if c.name == "text" {
				p.want("the agent is found", `[...document.querySelectorAll(".node.agent:not([hidden]):not(.context) b")].map(n => n.textContent)`, "support-agent-000")
			}
			if c.name == "shared" {
				p.shot("large-shared")
			}
			p.do(chromedp.Click(`#filters button[type=reset]`, chromedp.ByQuery), chromedp.Sleep(50*time.Millisecond))
			p.want("reset", visible, all)
		}
		set("text", "no such thing anywhere")
		p.want("nothing matches", `document.getElementById("none").hidden`, "false")
	})
	t.Run("schemes", func(t *testing.T) {
		for name, file := range map[string]string{"small": desk, "large": many} {
			p := open(t, browser, file, media("prefers-color-scheme", "dark"))
			p.want("dark", `getComputedStyle(document.body).backgroundColor`, "rgb(18, 22, 28)")
			p.shot(name + "-dark")
		}
		p := open(t, browser, desk, media("prefers-reduced-motion", "reduce"))
		p.want("no motion", `getComputedStyle(document.querySelector(".node")).transitionDuration`, "0s")
		p = open(t, browser, desk, chromedp.EmulateViewport(390, 844))
		p.want("a narrow page does not scroll sideways", `document.scrollingElement.scrollWidth <= innerWidth`, "true")
		p.shot("narrow")
	})
	t.Run("reader", func(t *testing.T) {
		p := open(t, browser, desk)
		// The protocol grows with the browser: only what is asked here is read.
		type value struct {
			Value any `json:"value"`
		}
		var tree struct {
			Nodes []struct {
				Ignored bool  `json:"ignored"`
				Role    value `json:"role"`
				Name    value `json:"name"`
			} `json:"nodes"`
		}
		p.do(chromedp.ActionFunc(func(ctx context.Context) error {
			return cdp.Execute(ctx, "Accessibility.getFullAXTree", nil, &tree)
		}))
		named := []string{"button", "textbox", "searchbox", "combobox", "checkbox", "table", "region", "group", "complementary", "search"}
		roles := map[string]int{}
		for _, n := range tree.Nodes {
			if n.Ignored {
				continue
			}
			role := fmt.Sprint(n.Role.Value)
			roles[role]++
			if slices.Contains(named, role) && (n.Name.Value == nil || n.Name.Value == "") {
				t.Errorf("a %s has no name", role)
			}
		}
		for _, role := range []string{"main", "complementary", "search", "banner", "heading", "table", "columnheader", "rowheader", "status"} {
			if roles[role] == 0 {
				t.Errorf("no %s in %v", role, roles)
			}
		}
	})
	t.Run("without scripts", func(t *testing.T) {
		p := open(t, browser, desk, emulation.SetScriptExecutionDisabled(true))
		var text string
		p.do(chromedp.Text("body", &text, chromedp.ByQuery))
		for _, want := range []string{"The picture needs scripts", "DATABASE_URL", "triage-agent"} {
			if !strings.Contains(text, want) {
				t.Errorf("without scripts the page does not say %q", want)
			}
		}
	})
}
