package cloudformation

import (
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

const (
	// maxNesting and maxStacks bound what nested stacks are evaluated. AWS allows
	// 2,000 stacks in an account.
	maxNesting = 10
	maxStacks  = 2000
	// maxFuel is what the stacks of one root may take together, in evaluated nodes
	// and units of 64 bytes; the largest real ones take some ten thousand. maxTotal
	// is what the tree may take.
	maxFuel  = 500_000
	maxTotal = 10_000_000
)

// forest are the templates of a tree and the stacks that they make.
type forest struct {
	templates map[string]*template
	order     []string // their paths
	// stacks are the roots, each followed by what it nests.
	stacks  []*stack
	exports map[string][]export
	notices []nhi.Notice
	fuel    int
	depth   int
	// grown says that all stacks are there, so that exports can be looked up.
	grown bool
}

// stack is a template as it is deployed: by itself, or nested in another one.
type stack struct {
	*template
	forest *forest
	// path is the key: the template's path, and for a nested stack its root's with
	// the logical ids on the way, which are name too.
	path, name string
	parent     *stack
	root       *stack
	// given are the parameters that the parent sets, as it writes them.
	given    map[string]*tree.Node
	children map[string]*stack

	memo    map[*tree.Node]*value
	busy    map[*tree.Node]bool
	decided map[string]tri
	fuel    int // of a root
	starved bool
	// byName are the identities of the stacks of a root, by their name; made when
	// first asked for.
	byName map[string]string
	// rotates are the keys of secrets that a schedule rotates; made when first asked
	// for.
	rotates map[string]bool
}

func (s *stack) key(id string) string { return nhi.StackKey(s.path, id) }

// burn takes fuel, and says whether there was any.
func (s *stack) burn(n int) bool {
	s.root.fuel -= n
	s.forest.fuel -= n
	if s.root.fuel < 0 || s.forest.fuel < 0 {
		s.root.starved = true
		return false
	}
	return true
}

// grow reads the files of a unit and makes their stacks.
func grow(u *nhi.Unit) *forest {
	f := &forest{templates: map[string]*template{}, fuel: maxTotal}
	seen := map[[sha256.Size]byte]string{}
	for _, file := range u.Files {
		if dir, ok := assembly(file.Path); ok {
			// CDK writes a template once for each place that it is staged for.
			sum := sha256.Sum256(append([]byte(dir+"\x00"), file.Bytes()...))
			if first := seen[sum]; first != "" {
				f.templates[file.Path] = f.templates[first]
				continue
			}
			seen[sum] = file.Path
		}
		t, notices := parse(file)
		f.notices = append(f.notices, notices...)
		if t != nil {
			f.templates[file.Path] = t
			f.order = append(f.order, file.Path)
		}
	}
	nested := map[string]bool{}
	for _, p := range f.order {
		for _, res := range f.templates[p].resources {
			if child := f.nests(p, res); child != "" && child != p {
				nested[child] = true
			}
		}
	}
	for _, p := range f.order {
		if !nested[p] {
			f.plant(p)
		}
	}
	// What is left nests itself in a circle: each is read at least once.
	reached := map[string]bool{}
	for _, s := range f.stacks {
		reached[s.file.Path] = true
	}
	for _, p := range f.order {
		if !reached[p] {
			before := len(f.stacks)
			f.plant(p)
			for _, s := range f.stacks[before:] {
				reached[s.file.Path] = true
			}
		}
	}
	f.grown = true
	return f
}

// assembly is the folder of a file's cloud assembly.
func assembly(p string) (string, bool) {
	if i := strings.Index("/"+p, "/cdk.out/"); i >= 0 {
		return p[:i], true
	}
	return "", false
}

// plant makes the stack of a root.
func (f *forest) plant(p string) {
	s := &stack{template: f.templates[p], forest: f, path: p, fuel: maxFuel}
	s.root = s
	f.nest(s, 0, []string{p})
}

// nestedAt are the properties that name the template of a nested stack.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
var nestedAt = map[string]string{"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}

// nests is the path of the template in the tree that a resource nests, of copies
// the first; empty without. Paths are relative to the template, as "aws cloudformation package"
// takes them.
func (f *forest) nests(p string, res *resource) string {
	property := nestedAt[res.kind]
	if property == "" {
		return ""
	}
	url := res.asset(property)
	if n := res.props.Get(property); url == "" && n.Scalar() && n.Tag == "" {
		url = n.Text
	}
	if url == "" || strings.Contains(url, "://") || path.IsAbs(url) {
		return ""
	}
	// path.Join keeps what leads out of the tree visible; no template is there.
	url = path.Join(path.Dir(p), url)
	if t := f.templates[url]; t != nil {
		return t.file.Path
	}
	return ""
}

// nest adds a stack and what it nests.
func (f *forest) nest(s *stack, depth int, above []string) {
	s.memo, s.busy, s.decided, s.children = map[*tree.Node]*value{}, map[*tree.Node]bool{}, map[string]tri{}, map[string]*stack{}
	f.stacks = append(f.stacks, s)
	for _, res := range s.resources {
		child := f.nests(s.file.Path, res)
		if child == "" || s.never(res) {
			continue
		}
		if slices.Contains(above, child) {
			f.tell(res, "expected nested stacks that end, found one that contains itself")
			continue
		}
		if depth+1 >= maxNesting || len(f.stacks) >= maxStacks {
			f.tell(res, fmt.Sprintf("expected at most %d levels and %d nested stacks, found more", maxNesting, maxStacks))
			continue
		}
		c := &stack{template: f.templates[child], forest: f, path: s.path + "#" + res.id, name: res.id, parent: s, root: s.root, given: map[string]*tree.Node{}}
		if s.name != "" {
			c.name = s.name + "/" + res.id
		}
		for _, p := range res.props.Get("Parameters").Entries() {
			c.given[p.Key] = p.Value
		}
		s.children[res.id] = c
		f.nest(c, depth+1, append(above[:len(above):len(above)], child))
	}
}

func (f *forest) tell(res *resource, reason string) {
	n := nhi.Notice{Path: res.head.File.Path, Line: res.head.File.LineOf(res.head.Start), Reason: "CloudFormation: " + reason, Incomplete: true}
	if !slices.Contains(f.notices, n) {
		f.notices = append(f.notices, n)
	}
}

// export is an output that other stacks of the account can import.
type export struct {
	s    *stack
	node *tree.Node
	// whole says that the name has no unknown part.
	whole bool
}

// skeleton is a text with every hole the same: names that are made of a stack's
// own name on one side and of a parameter on the other.
func skeleton(text string) string {
	var b strings.Builder
	for {
		i := strings.Index(text, "${")
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		j := strings.IndexByte(text[i:], '}')
		if j < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		b.WriteString("${}")
		text = text[i+j+1:]
	}
}

// exported finds what a name stands for among the exports of the tree: the one of
// this name, or where parts of the names are not known the only one that fits.
func (f *forest) exported(name *value) (export, bool) {
	if !f.grown {
		return export{}, false
	}
	if f.exports == nil {
		f.exports = map[string][]export{}
		for _, s := range f.stacks {
			for _, o := range s.outputs.Entries() {
				n := o.Value.Get("Export", "Name")
				if n == nil {
					continue
				}
				v := s.eval(n)
				if t := v.display(); t != "" {
					f.exports[skeleton(t)] = append(f.exports[skeleton(t)], export{s, o.Value.Get("Value"), v.known()})
				}
			}
		}
		for _, list := range f.exports {
			sort.SliceStable(list, func(i, j int) bool { return list[i].s.path < list[j].s.path })
		}
	}
	key := skeleton(name.display())
	list := f.exports[key]
	// A name of nothing but holes fits everything.
	if len(list) != 1 || strings.Trim(strings.ReplaceAll(key, "${}", ""), "-:/_.") == "" {
		return export{}, false
	}
	return list[0], true
}
