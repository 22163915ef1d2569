package cloudformation

import (
	"path"
	"strings"

	"github.com/nhivet/nhivet/internal/nhi"
)

// identityRow is a resource that is a principal.
type identityRow struct {
	kind string
	name string // the property that names it
}

// identityRows, by resource type:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html
var identityRows = map[string]identityRow{
	"AWS::IAM::Role":  {"role", "RoleName"},
	"AWS::IAM::User":  {"user", "UserName"},
	"AWS::IAM::Group": {"group", "GroupName"},
}

// title is what a resource is called: its name when that is known, else how CDK's
// code calls it, or its logical id, behind the nested stack's.
func (s *stack) title(res *resource, properties ...string) string {
	for _, p := range properties {
		if v := s.at(res, p); v.known() && v.text != "" {
			return v.text
		}
	}
	name := res.id
	if c := res.construct(); c != "" {
		name = c
	}
	if s.name != "" {
		name = s.name + "/" + name
	}
	return name
}

func (r *reader) identities(s *stack) {
	for _, res := range s.resources {
		row, ok := identityRows[res.kind]
		if !ok || s.never(res) {
			continue
		}
		i := &nhi.Identity{Key: s.key(res.id), Name: s.title(res, row.name), Kind: row.kind, Platform: "aws", Defined: true,
			At: res.head, Attributes: s.attributes(res)}
		r.unused(s, i, res)
		r.facts.Identities = append(r.facts.Identities, i)
	}
}

// attributes say which resource of which stack a fact is about.
func (s *stack) attributes(res *resource) map[string]string {
	a := map[string]string{"resource": res.id}
	if s.name != "" {
		a["stack"] = s.name
	}
	return a
}

// principal is an identity that a value names.
type principal struct {
	key string
	val *value
}

// principals are the identities that a value names, one for each branch of a
// condition: resources of the tree, an ARN, a name, or the parameter or import that
// brings it. Identities that are only mentioned are made.
func (r *reader) principals(s *stack, v *value) []principal {
	var out []principal
	for _, i := range v.each() {
		if key := r.principal(s, i); key != "" {
			out = append(out, principal{key, i})
		}
	}
	return out
}

func (r *reader) principal(s *stack, v *value) string {
	var open ref
	for _, to := range v.refs {
		res := to.resource()
		switch {
		case res == nil:
			open = to
		case identityRows[res.kind].kind != "":
			return to.key()
		case res.kind == "AWS::IAM::InstanceProfile":
			for _, p := range r.principals(to.stack, to.stack.at(res, "Roles")) {
				return p.key
			}
		}
	}
	if v.kind == scalar {
		return r.byText(s, v)
	}
	// Who uses the same parameter without a value, the same import or the same
	// output acts as the same identity, whatever it will be.
	switch {
	case v.store != "":
		return ""
	case open.stack != nil:
		return r.mention(open.key(), open.id, "identity", v)
	case strings.HasPrefix(v.text, "ImportValue.") && strings.Trim(skeleton(v.text), "${}") != "ImportValue.":
		return r.mention(nhi.Key("cfn-import", v.text), strings.TrimPrefix(v.text, "ImportValue."), "identity", v)
	case len(v.refs) == 1 && strings.HasPrefix(v.refs[0].attr, "Outputs."):
		return r.mention(v.refs[0].stack.key(v.refs[0].id+"."+v.refs[0].attr), v.text, "identity", v)
	}
	return ""
}

// byText is the identity of an ARN or a name.
func (r *reader) byText(s *stack, v *value) string {
	t := v.text
	kind, name := "role", t
	if strings.Contains(t, ":") {
		if !strings.HasPrefix(t, "arn:") {
			return ""
		}
		i := strings.Index(t, ":role/")
		if j := strings.Index(t, ":user/"); j >= 0 {
			i, kind = j, "user"
		}
		if i < 0 {
			return ""
		}
		name = t[strings.LastIndexByte(t, '/')+1:]
	}
	// The account and the region are the same in all stacks of a root.
	whole := strings.NewReplacer("${AWS.AccountId}", "", "${AWS.Region}", "").Replace(name)
	if name == "" || strings.ContainsAny(whole, "${}*?") {
		return ""
	}
	if key := s.root.names()[name]; key != "" || whole != name {
		return key
	}
	if v.known() && strings.HasPrefix(t, "arn:") {
		return r.mention(nhi.RoleARNKey(t), name, kind, v)
	}
	if !strings.HasPrefix(t, "arn:") {
		kind = "identity" // a role's or a user's name
	}
	return r.mention(nhi.Key("aws-name", path.Dir(s.root.file.Path), name), name, kind, v)
}

// names are the identities of a root's stacks by the names that the templates
// give them; of two with one name it cannot be told which is meant.
func (s *stack) names() map[string]string {
	if s.byName == nil {
		s.byName = map[string]string{}
		for _, other := range s.forest.stacks {
			if other.root != s {
				continue
			}
			for _, res := range other.resources {
				row, ok := identityRows[res.kind]
				if !ok || other.never(res) {
					continue
				}
				if name := other.at(res, row.name).display(); name != "" {
					if _, twice := s.byName[name]; twice {
						s.byName[name] = ""
						continue
					}
					s.byName[name] = other.key(res.id)
				}
			}
		}
	}
	return s.byName
}

func (r *reader) mention(key, name, kind string, v *value) string {
	if !r.emitted[key] && v.span.Valid() {
		r.emitted[key] = true
		r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: name, Kind: kind, Platform: "aws", At: v.span})
	}
	return key
}
