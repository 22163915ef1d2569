// Package agents knows what makes a workload an AI agent: names of environment
// variables, images, words of a command line, labels and names, each with a
// weight, and what is called an agent without being one. It reads names only,
// never the value of a variable, and leaves it to the join to decide from which
// sum on a candidate is an agent.
package agents

import (
	"path"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/creds"
	"github.com/nhivet/nhivet/internal/nhi"
)

// Item is a piece of a workload's description and its place.
type Item struct {
	Text string
	At   nhi.Span
}

// Workload is what a format knows of something that runs: a pod, a task, a
// function, a service.
type Workload struct {
	Name, Namespace string
	// Images are references as written, with host and tag.
	Images []Item
	// Env are the names of variables.
	Env []Item
	// Args are the words of command and arguments, in order.
	Args []Item
	// Labels are "key=value".
	Labels []Item
	// Names are further names that belong to it: its containers.
	Names []Item
	// Models are ways in which it calls a model that no variable shows, each as a
	// clause: "reads the Secret openai-keys".
	Models []Item
	// Tools are tools that it is told where to find, each as a clause.
	Tools []Item
	// Sandboxed says that it runs where agents' code is run: a place made for
	// agents, in which notebooks run as well.
	Sandboxed bool
	// Path is its file; folders say what their workloads are about.
	Path string
	// At is where the workload's name stands.
	At nhi.Span
}

// The weights of the kinds of evidence. A single kind never makes an agent,
// except labels and images that are made for agents and nothing else.
const (
	certain  = 95 // a platform's own word for "this is an agent"
	strong   = 80 // an image or label that is used for agents only
	model    = 40 // a model vendor's key: calls a model
	sdkImage = 40 // an image made of an agent toolkit
	mcp      = 25 // an MCP or A2A endpoint: has tools or peers
	plumbing = 25 // settings of an agent toolkit or its tracing
	endpoint = 15 // the address of a model
	tool     = 15 // a token of a service that agents are often given
	sandbox  = 70 // runs in a sandbox made for what agents do
	command  = 30 // a command line that starts an agent toolkit
	named    = 10 // is called an agent
	// A name that says agent is weak alone (every monitoring system has agents).
	// With a model key beside it the two explain each other.
	namedAndModel = 30
)

// evidence of one kind counts once, with its greatest weight; tokens of several
// tools count together up to limit.
type kind uint8

const (
	kindLabel kind = iota
	kindModel
	kindEndpoint
	kindMCP
	kindPlumbing
	kindTool
	kindImage
	kindCommand
	kindName
	kindOther
)

const toolLimit = 2 * tool

// Score sums the evidence, 0 to 100, and says what it was, strongest first.
// Negative evidence vetoes: a monitoring agent with any number of hints is none.
func Score(w Workload) (int, []nhi.Evidence) {
	var c collector
	if reason, at, ok := vetoed(w); ok {
		return 0, []nhi.Evidence{{Weight: -100, Reason: reason, At: at}}
	}
	for _, l := range w.Labels {
		if r, ok := labels[strings.ToLower(l.Text)]; ok {
			c.add(r.kind, r.weight, r.reason, l.At)
		} else if key, _, _ := strings.Cut(l.Text, "="); labelKeys[key].weight > 0 {
			c.add(kindLabel, labelKeys[key].weight, labelKeys[key].reason, l.At)
		}
	}
	for _, e := range w.Env {
		if k, weight, reason := env(e.Text); weight > 0 {
			c.add(k, weight, reason, e.At)
		}
	}
	if w.Sandboxed {
		c.add(kindOther, sandbox, "runs in a sandbox for agents", w.At)
	}
	for _, m := range w.Models {
		c.add(kindModel, model, m.Text, m.At)
	}
	for _, t := range w.Tools {
		c.add(kindTool, tool, t.Text, t.At)
	}
	for _, i := range w.Images {
		if weight, reason := image(i.Text); weight > 0 {
			c.add(kindImage, weight, reason, i.At)
		}
	}
	words, places := commandWords(w.Args)
	for _, cmd := range commands {
		if i := sequence(words, cmd.words); i >= 0 {
			c.add(kindCommand, command, "the command runs "+cmd.reason, places[i])
		}
	}
	if ok, reason, at := nameEvidence(w, words, places); ok {
		weight := named
		if c.best[kindModel] > 0 {
			weight = namedAndModel
		}
		c.add(kindName, weight, reason, at)
	}
	return c.sum()
}

type collector struct {
	best  [kindOther + 1]int
	found [kindOther + 1][]nhi.Evidence
}

func (c *collector) add(k kind, weight int, reason string, at nhi.Span) {
	for _, e := range c.found[k] {
		if e.Reason == reason {
			return
		}
	}
	c.found[k] = append(c.found[k], nhi.Evidence{Weight: weight, Reason: reason, At: at})
	c.best[k] = max(c.best[k], weight)
}

// sum keeps the strongest evidence of each kind; tools add up to their limit.
func (c *collector) sum() (int, []nhi.Evidence) {
	total := 0
	var out []nhi.Evidence
	for k, list := range c.found {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Weight > list[j].Weight })
		left := c.best[k]
		if kind(k) == kindTool {
			left = toolLimit
		}
		for _, e := range list {
			if e.Weight > left {
				break
			}
			left -= e.Weight
			total += e.Weight
			out = append(out, e)
			if kind(k) != kindTool {
				break
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Weight > out[j].Weight })
	return min(total, 100), out
}

// Telling says whether the name of a variable weighs anything at all.
func Telling(name string) bool {
	_, weight, _ := env(name)
	return weight != 0
}

// env weighs the name of a variable: by its row, as a model vendor's key that
// package creds knows, or by its family. Names that are too weak
// alone (API_KEY, GITHUB_TOKEN, DATABASE_URL) weigh nothing.
func env(name string) (kind, int, string) {
	if len(name) > 128 {
		return kindOther, 0, ""
	}
	words := strings.ToUpper(strings.Join(Words(name), "_"))
	if r, ok := variables[words]; ok {
		return r.kind, r.weight, r.reason
	}
	if n := creds.Named(name); n.Class == creds.ModelVendorKey {
		return kindModel, model, "holds a model key (" + n.Format.Vendor + ")"
	}
	for _, p := range variableFamilies {
		if p.text[0] == '_' && strings.HasSuffix(words, p.text) || strings.HasPrefix(words, p.text) {
			return p.kind, p.weight, p.reason
		}
	}
	return kindOther, 0, ""
}

// vetoed finds the evidence that this is another kind of agent. A sidecar does
// not veto the pod that it serves: every image has to be one, or the name.
func vetoed(w Workload) (string, nhi.Span, bool) {
	for _, l := range w.Labels {
		if reason, ok := vetoLabels[strings.ToLower(l.Text)]; ok {
			return reason, l.At, true
		}
	}
	rejected := 0
	for _, i := range w.Images {
		if rejectedImage(i.Text) {
			rejected++
		}
	}
	if rejected > 0 && rejected == len(w.Images) {
		return "the image is an agent of another kind (monitoring, build, secrets or node agent)", w.Images[0].At, true
	}
	for _, i := range w.Images {
		for _, g := range gateways {
			if matchImage(ImagePath(i.Text), g) {
				return "the image is a model gateway: it brokers keys for others", i.At, true
			}
		}
	}
	if daemon(w.Name, products) && !callsModel(w) {
		return "the name is that of an agent of another kind (monitoring, build, secrets or node agent)", w.At, true
	}
	return "", nhi.Span{}, false
}

func callsModel(w Workload) bool {
	if len(w.Models) > 0 {
		return true
	}
	for _, e := range w.Env {
		if k, weight, _ := env(e.Text); k == kindModel && weight >= model {
			return true
		}
	}
	return false
}

func rejectedImage(ref string) bool {
	repository := ImagePath(ref)
	for _, p := range rejectedImages {
		if matchImage(repository, p) {
			return true
		}
	}
	// An image of such a product begins with its name ("aws-otel-agent" with the
	// vendor's); "demo-otel-agent" is somebody's agent that is traced.
	words := Words(path.Base(repository))
	if len(words) > 0 && vendors[words[0]] {
		words = words[1:]
	}
	return len(words) > 1 && products[words[0]] && daemon(strings.Join(words, "-"), products)
}

// daemon looks for one of the words before "agent": datadog-agent,
// datadog-cluster-agent.
func daemon(name string, words map[string]bool) bool {
	parts := Words(name)
	for i := 1; i < len(parts); i++ {
		if parts[i] != "agent" && parts[i] != "agents" {
			continue
		}
		if words[parts[i-1]] || i > 1 && trades[parts[i-1]] && words[parts[i-2]] {
			return true
		}
	}
	return false
}

// nameEvidence finds a word that claims to be an agent in the workload's name,
// its containers' names, the last segment of an image, or a program's file name.
func nameEvidence(w Workload, words []string, places []nhi.Span) (bool, string, nhi.Span) {
	if saysAgent(w.Name) {
		return true, "is called an agent", w.At
	}
	for _, n := range w.Names {
		if saysAgent(n.Text) {
			return true, "has a part that is called an agent", n.At
		}
	}
	for _, i := range w.Images {
		repository := ImagePath(i.Text)
		if saysAgent(path.Base(repository)) && !rejectedImage(i.Text) {
			return true, "the image is called an agent", i.At
		}
	}
	if dir, _ := path.Split(w.Path); saysAgent(dir) {
		return true, "lies in a folder that is called after agents", w.At
	}
	for i, word := range words {
		if agentWords[word] && (i == 0 || !products[words[i-1]] && !trades[words[i-1]]) {
			return true, "the command names an agent", places[i]
		}
	}
	return false, "", nhi.Span{}
}

func saysAgent(name string) bool {
	if daemon(name, products) || daemon(name, trades) {
		return false
	}
	for _, word := range Words(name) {
		if agentWords[word] {
			return true
		}
	}
	return false
}
