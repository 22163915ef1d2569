package cloudformation

import (
	"strings"

	"github.com/nhivet/nhivet/internal/aws"
	"github.com/nhivet/nhivet/internal/nhi"
)

// openRow is a resource with a policy of its own, or a policy of another one: who
// may use it.
type openRow struct {
	policy, name string
	// writes rows are made to be read by everybody: what counts is who may change
	// them.
	writes bool
	// domain rows are search domains: inside a network, or with fine-grained access
	// control, an open policy is what AWS recommends.
	// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
	domain bool
}

// openRows leave out what is made for everybody (web APIs, public registries and
// layers) and endpoints and file systems, whose policies only narrow what the
// network lets in. The principal "*" means everybody, with or without an account:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
var openRows = map[string]openRow{
	"AWS::S3::BucketPolicy":               {policy: "PolicyDocument", name: "Bucket", writes: true},
	"AWS::SQS::QueuePolicy":               {policy: "PolicyDocument"},
	"AWS::SQS::QueueInlinePolicy":         {policy: "PolicyDocument"},
	"AWS::SNS::TopicPolicy":               {policy: "PolicyDocument"},
	"AWS::SNS::TopicInlinePolicy":         {policy: "PolicyDocument"},
	"AWS::KMS::Key":                       {policy: "KeyPolicy"},
	"AWS::SecretsManager::ResourcePolicy": {policy: "ResourcePolicy"},
	"AWS::ECR::Repository":                {policy: "RepositoryPolicyText", name: "RepositoryName"},
	"AWS::OpenSearchService::Domain":      {policy: "AccessPolicies", name: "DomainName", domain: true},
	"AWS::Elasticsearch::Domain":          {policy: "AccessPolicies", name: "DomainName", domain: true},
}

func (r *reader) open(s *stack, res *resource, row openRow) {
	if row.domain && (!s.at(res, "VPCOptions").absent() || !closed(s.at(res, "AdvancedSecurityOptions.Enabled"))) {
		return
	}
	name := s.title(res)
	if row.name != "" {
		name = s.title(res, row.name)
	}
	for n, st := range s.statements(s.at(res, row.policy)) {
		if row.writes && !changes(st.Actions) {
			continue
		}
		if g := aws.Open(s.key(res.id), name, n, st, []nhi.Step{{At: res.head, Note: res.id}}); g != nil {
			r.facts.Grants = append(r.facts.Grants, g)
		}
	}
}

// closed says whether a switch is not written, or written as off.
func closed(v *value) bool { return v.absent() || v.lit() == "false" }

// changes says whether one of some actions does more than read.
func changes(actions []string) bool {
	for _, a := range actions {
		_, verb, ok := strings.Cut(strings.ToLower(a), ":")
		if !ok {
			verb = strings.ToLower(a)
		}
		if verb != "" && !strings.HasPrefix(verb, "get") && !strings.HasPrefix(verb, "list") && !strings.HasPrefix(verb, "head") && !strings.HasPrefix(verb, "$") {
			return true
		}
	}
	return false
}

// invocation reads a permission of a function. A source narrows it, and a function
// URL is a web address.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
func (r *reader) invocation(s *stack, res *resource) {
	p, action := s.at(res, "Principal"), s.at(res, "Action")
	why := aws.Invokes(p.lit())
	if why == "" || strings.EqualFold(action.lit(), "lambda:InvokeFunctionUrl") {
		return
	}
	for _, narrow := range []string{"SourceArn", "SourceAccount", "PrincipalOrgID", "FunctionUrlAuthType", "InvokedViaFunctionUrl", "EventSourceToken"} {
		if !s.at(res, narrow).absent() {
			return
		}
	}
	if g := r.everybody(s, res, action.strings(), why, p); g != nil {
		aws.Unsourced(g, p.lit())
	}
}

// eventBus reads a policy of an event bus: a statement, or the short form.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
func (r *reader) eventBus(s *stack, res *resource) {
	if p := s.at(res, "Principal"); p.lit() == "*" && s.at(res, "Condition").absent() {
		r.everybody(s, res, s.at(res, "Action").strings(), "anyone may send events to it", p)
	}
	for _, v := range s.at(res, "Statement").each() {
		if g := aws.Open(s.key(res.id), s.title(res), 0, statement(v), []nhi.Step{{At: res.head, Note: res.id}}); g != nil {
			r.facts.Grants = append(r.facts.Grants, g)
		}
	}
}

func (r *reader) everybody(s *stack, res *resource, actions []string, why string, at *value) *nhi.Grant {
	if !at.span.Valid() {
		return nil
	}
	g := aws.OpenTo(s.key(res.id), s.title(res), "principal", actions, why, at.span, []nhi.Step{{At: res.head, Note: res.id}})
	r.facts.Grants = append(r.facts.Grants, g)
	return g
}
