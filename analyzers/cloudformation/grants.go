package cloudformation

import (
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// attachRow is a property that gives managed policies to identities, or the other
// way round.
type attachRow struct {
	// policies are the properties with policies, of which the resource is the holder.
	policies string
	// holders are the properties with identities that hold the resource's own policy.
	holders []string
	// boundary limits what the resource may do.
	boundary string
}

// attachRows, by resource type:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_IAM.html
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
var attachRows = map[string]attachRow{
	"AWS::IAM::Role":          {policies: "ManagedPolicyArns", boundary: "PermissionsBoundary"},
	"AWS::IAM::User":          {policies: "ManagedPolicyArns", boundary: "PermissionsBoundary"},
	"AWS::IAM::Group":         {policies: "ManagedPolicyArns"},
	"AWS::IAM::ManagedPolicy": {holders: []string{"Roles", "Users", "Groups"}},
}

// attachments finds who holds which managed policy, who is in which group, and
// what boundaries leave.
func (r *reader) attachments(s *stack) {
	for _, res := range s.resources {
		row, ok := attachRows[res.kind]
		if !ok && res.kind != "AWS::IAM::UserToGroupAddition" || s.never(res) {
			continue
		}
		for _, p := range s.at(res, row.policies).each() {
			r.attach(r.holder(s.key(res.id), nhi.Step{At: res.head, Note: res.id}), p)
		}
		for _, property := range row.holders {
			for _, p := range r.principals(s, s.at(res, property)) {
				r.grantees[s.key(res.id)] = append(r.grantees[s.key(res.id)], r.holder(p.key, nhi.Step{At: p.val.span, Note: "held by"}))
			}
		}
		switch res.kind {
		case "AWS::IAM::User":
			for _, g := range r.principals(s, s.at(res, "Groups")) {
				r.edge(nhi.Reaches, s.key(res.id), g.key, g.val)
			}
		case "AWS::IAM::UserToGroupAddition":
			for _, g := range r.principals(s, s.at(res, "GroupName")) {
				for _, u := range r.principals(s, s.at(res, "Users")) {
					r.edge(nhi.Reaches, u.key, g.key, u.val)
				}
			}
		}
	}
}

// bounds reads the permissions boundaries.
func (r *reader) bounds(s *stack) {
	for _, res := range s.resources {
		if l := r.limit(s, res); l != nil {
			r.limits[s.key(res.id)] = l
		}
	}
}

// holder is the holder of a key, with the way to what it holds.
func (r *reader) holder(key string, path ...nhi.Step) aws.Holder {
	return aws.Holder{Key: key, Path: path, Limit: r.limits[key]}
}

// limit is what the permissions boundary of an identity leaves; nil without, and
// where some deployments have none.
func (r *reader) limit(s *stack, res *resource) *iam.Judgement {
	row := attachRows[res.kind]
	if res.made {
		return r.limit(s, s.byID[strings.TrimSuffix(res.id, "Role")])
	}
	property := row.boundary
	if makesRole[res.kind] {
		property = "PermissionsBoundary"
	}
	if property == "" {
		return nil
	}
	v := s.at(res, property)
	if v.mayBeAbsent() {
		return nil
	}
	var out iam.Judgement
	for _, b := range v.each() {
		j, _ := iam.AWSManaged(b.lit())
		for _, to := range b.refs {
			if to.kind() != "AWS::IAM::ManagedPolicy" {
				continue
			}
			j = j.Join(r.boundary(to))
		}
		if iam.Rank(j.Breadth) >= iam.Rank(out.Breadth) {
			out = j
		}
	}
	return &out
}

// boundary is what a managed policy lets through.
func (r *reader) boundary(policy ref) iam.Judgement {
	j, ok := r.boundaries[policy.key()]
	if !ok {
		j = aws.Boundary(policy.stack.statements(policy.stack.at(policy.resource(), "PolicyDocument")))
		r.boundaries[policy.key()] = j
	}
	return j
}

// attach gives a managed policy to a holder: one of the tree, or one that AWS
// manages.
func (r *reader) attach(h aws.Holder, policy *value) {
	for _, to := range policy.refs {
		if to.kind() == "AWS::IAM::ManagedPolicy" {
			h.Path = append(policy.from[:len(policy.from):len(policy.from)], h.Path...)
			r.grantees[to.key()] = append(r.grantees[to.key()], h)
			return
		}
	}
	arn := policy.display()
	if policy.kind != scalar || strings.Contains(arn[strings.LastIndexByte(arn, ':')+1:], "${") {
		return
	}
	g := aws.Managed(h, aws.Part{Text: arn, At: policy.span, From: policy.from})
	if g == nil {
		return
	}
	r.facts.Grants = append(r.facts.Grants, g)
	if strings.HasPrefix(g.Name, "AmazonBedrock") || strings.HasPrefix(g.Name, "BedrockAgentCore") {
		r.callsModel(h.Key, policy.span)
	}
}

// callsModel remembers that an identity may call a model, by the first place.
func (r *reader) callsModel(key string, at nhi.Span) {
	if _, seen := r.models[key]; !seen {
		r.models[key] = at
	}
}

// document gives the statements of a policy to its holders.
func (r *reader) document(s *stack, name string, doc *value, holders []aws.Holder) {
	statements := s.statements(doc)
	r.facts.Grants = append(r.facts.Grants, aws.Grants(holders, name, statements)...)
	r.assumes(s, doc, holders)
	for _, st := range statements {
		if at, ok := st.CallsModel(); ok && st.Allows() {
			for _, h := range holders {
				r.callsModel(h.Key, at)
			}
		}
	}
}

// inlineRow is a resource that is a policy in the hands of others.
type inlineRow struct {
	holders []string
	name    string
}

// inlineRows, by resource type. A managed policy may be held by what names it, too.
var inlineRows = map[string]inlineRow{
	"AWS::IAM::Policy":        {[]string{"Roles", "Users", "Groups"}, "PolicyName"},
	"AWS::IAM::RolePolicy":    {[]string{"RoleName"}, "PolicyName"},
	"AWS::IAM::UserPolicy":    {[]string{"UserName"}, "PolicyName"},
	"AWS::IAM::GroupPolicy":   {[]string{"GroupName"}, "PolicyName"},
	"AWS::IAM::ManagedPolicy": {nil, "ManagedPolicyName"},
}

func (r *reader) grants(s *stack) {
	for _, res := range s.resources {
		if s.never(res) {
			continue
		}
		if row, ok := openRows[res.kind]; ok {
			r.open(s, res, row)
		}
		if row, ok := inlineRows[res.kind]; ok {
			r.policy(s, res, row)
		}
		switch res.kind {
		case "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group":
			for _, p := range s.at(res, "Policies").each() {
				r.document(s, orName(p.get("PolicyName"), res.id), p.get("PolicyDocument"), []aws.Holder{r.holder(s.key(res.id), nhi.Step{At: res.head, Note: res.id})})
			}
			if res.kind == "AWS::IAM::Role" {
				r.trust(s, res, s.at(res, "AssumeRolePolicyDocument"), s.key(res.id))
			}
		case "AWS::Serverless::Function", "AWS::Serverless::StateMachine":
			r.serverless(s, res)
		case "AWS::EKS::PodIdentityAssociation":
			r.podIdentity(s, res)
		case "AWS::Lambda::Permission":
			r.invocation(s, res)
		case "AWS::Events::EventBusPolicy":
			r.eventBus(s, res)
		}
	}
}

func orName(v *value, name string) string {
	if t := v.lit(); t != "" {
		return t
	}
	return name
}

// policy reads a resource that is a policy. A boundary gives nothing; what nobody
// here holds is a grant to whom another configuration gives it.
func (r *reader) policy(s *stack, res *resource, row inlineRow) {
	own := nhi.Step{At: res.head, Note: res.id}
	var holders []aws.Holder
	for _, property := range row.holders {
		for _, p := range r.principals(s, s.at(res, property)) {
			holders = append(holders, r.holder(p.key, own))
		}
	}
	holders = append(holders, r.grantees[s.key(res.id)]...)
	if _, boundary := r.boundaries[s.key(res.id)]; len(holders) == 0 && !boundary {
		holders = []aws.Holder{r.holder(s.key(res.id), own)}
	}
	r.document(s, orName(s.at(res, row.name), s.title(res)), s.at(res, "PolicyDocument"), holders)
}

// trust reads who may become a role.
func (r *reader) trust(s *stack, res *resource, doc *value, key string) {
	for n, st := range s.statements(doc) {
		if !st.Allows() {
			continue
		}
		for i, p := range st.Principals {
			who := &value{span: st.At}
			if i < len(st.Who) {
				who.span = st.Who[i].At
			}
			if kind, id, _ := strings.Cut(p, ":"); kind == "Service" && id != "" {
				r.edge(nhi.Trusts, key, nhi.Key("aws-service", id), who)
			} else if kind == "Federated" && id != "" {
				r.edge(nhi.Trusts, key, nhi.Key("issuer", id), who)
				for _, subject := range aws.Subjects(st, id) {
					r.edge(nhi.Trusts, key, subject, who)
				}
			} else if root := aws.RootAccount(id); kind == "AWS" && root != "" {
				r.edge(nhi.Trusts, key, root, who)
			}
		}
		if g := aws.Trust(key, s.title(res, "RoleName"), n, st, []nhi.Step{{At: res.head, Note: "the trust of " + res.id}}); g != nil {
			r.facts.Grants = append(r.facts.Grants, g)
		}
	}
	for _, d := range doc.each() {
		for _, st := range insensitive(d, "Statement").each() {
			if !strings.EqualFold(insensitive(st, "Effect").lit(), "Allow") {
				continue
			}
			for _, p := range r.principals(s, insensitive(st, "Principal").get("AWS")) {
				r.edge(nhi.Trusts, key, p.key, p.val)
			}
		}
	}
}

// assumes relates the holders of a policy to the roles that it lets them become.
// Whether those agree is for the join to see.
func (r *reader) assumes(s *stack, doc *value, holders []aws.Holder) {
	for _, d := range doc.each() {
		for _, st := range insensitive(d, "Statement").each() {
			actions := insensitive(st, "Action").strings()
			if !strings.EqualFold(insensitive(st, "Effect").lit(), "Allow") || !aws.LetsAssume(actions) {
				continue
			}
			for _, v := range insensitive(st, "Resource").each() {
				for _, p := range r.principals(s, v) {
					for _, h := range holders {
						if h.Key != p.key {
							r.edge(nhi.Assumes, h.Key, p.key, p.val)
						}
					}
				}
			}
		}
	}
}

// podIdentity relates an account of a cluster to the role that its pods get.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-podidentityassociation.html
func (r *reader) podIdentity(s *stack, res *resource) {
	namespace, account := s.at(res, "Namespace"), s.at(res, "ServiceAccount")
	if !namespace.known() || !account.known() {
		return
	}
	key := nhi.ServiceAccountKey(s.path, namespace.text, account.text)
	if !r.emitted[key] {
		r.emitted[key] = true
		r.facts.Identities = append(r.facts.Identities, &nhi.Identity{Key: key, Name: account.text, Kind: "service-account", Platform: "kubernetes", Namespace: namespace.text,
			Attributes: map[string]string{nhi.Elsewhere: "true"}, At: account.span})
	}
	for _, p := range r.principals(s, s.at(res, "RoleArn")) {
		r.edge(nhi.Reaches, key, p.key, p.val)
	}
}
