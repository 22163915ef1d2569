package cloudformation

import (
	"bytes"
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// template is one file as it is written.
type template struct {
	file *nhi.File
	// sam says that AWS's serverless transform is applied.
	sam        bool
	parameters map[string]*tree.Node
	mappings   *tree.Node
	conditions map[string]*tree.Node
	outputs    *tree.Node
	globals    *tree.Node
	resources  []*resource
	byID       map[string]*resource
	// top is the whole document.
	top *tree.Node
}

// resource is one entry of Resources.
type resource struct {
	id, kind string
	// head is the logical id where it is defined.
	head      nhi.Span
	props     *tree.Node
	condition string
	metadata  *tree.Node
	// made resources are what the serverless transform makes beside another one.
	made bool
}

// isJSON says whether a file is JSON: *.template files may be either.
func isJSON(f *nhi.File) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(f.Bytes(), []byte("\xef\xbb\xbf")), " \t\r\n")
	return path.Ext(f.Path) == ".json" || path.Ext(f.Path) == ".template" && len(text) > 0 && text[0] == '{'
}

// parse reads a file; nil when it has no resources after all.
func parse(f *nhi.File) (*template, []nhi.Notice) {
	var roots []*tree.Node
	var notices []nhi.Notice
	if isJSON(f) {
		root, n := tree.JSON(f)
		roots, notices = append(roots, root), n
	} else {
		docs, n := tree.YAML(f)
		for _, d := range docs {
			roots = append(roots, d.Root)
		}
		notices = n
	}
	for _, root := range roots {
		if t := read(f, root); t != nil {
			return t, notices
		}
	}
	return nil, notices
}

func read(f *nhi.File, root *tree.Node) *template {
	body := root.Get("Resources")
	if body == nil || body.Kind != tree.Mapping {
		return nil
	}
	t := &template{file: f, top: root, parameters: map[string]*tree.Node{}, conditions: map[string]*tree.Node{}, byID: map[string]*resource{},
		mappings: root.Get("Mappings"), outputs: root.Get("Outputs"), globals: root.Get("Globals")}
	for _, tr := range root.Get("Transform").Each() {
		t.sam = t.sam || strings.HasPrefix(tr.Str(), "AWS::Serverless-")
	}
	for _, p := range root.Get("Parameters").Entries() {
		t.parameters[p.Key] = p.Value
	}
	for _, c := range root.Get("Conditions").Entries() {
		t.conditions[c.Key] = c.Value
	}
	for _, e := range body.Entries() {
		kind := e.Value.Get("Type").Str()
		if kind == "" {
			continue
		}
		t.add(&resource{id: e.Key, kind: kind, head: e.KeySpan, props: e.Value.Get("Properties"), condition: e.Value.Get("Condition").Str(), metadata: e.Value.Get("Metadata")})
	}
	if len(t.resources) == 0 {
		return nil
	}
	for _, res := range t.resources {
		// The transform makes a role for a function that names none, by this name:
		// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
		if makesRole[res.kind] && res.props.Get("Role") == nil && t.byID[res.id+"Role"] == nil {
			t.add(&resource{id: res.id + "Role", kind: "AWS::IAM::Role", head: res.head, condition: res.condition, made: true})
		}
	}
	return t
}

// makesRole are the types whose role the serverless transform makes.
var makesRole = map[string]bool{"AWS::Serverless::Function": true, "AWS::Serverless::StateMachine": true}

func (t *template) add(r *resource) {
	t.resources = append(t.resources, r)
	t.byID[r.id] = r
}

// asset is the path of the file that CDK staged for a property of a resource, as
// the metadata says it; empty without.
// https://docs.aws.amazon.com/cdk/v2/guide/assets.html
func (r *resource) asset(property string) string {
	if r.metadata.Get("aws:asset:property").Str() != property {
		return ""
	}
	return r.metadata.Get("aws:asset:path").Str()
}

// construct is how CDK's code calls a resource: its path without the stack and the
// last part, which is always "Resource"; empty without.
func (r *resource) construct() string {
	_, p, _ := strings.Cut(r.metadata.Get("aws:cdk:path").Str(), "/")
	return strings.TrimSuffix(p, "/Resource")
}
