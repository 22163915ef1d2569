package cloudformation

import (
	"github.com/nhivet/nhivet/internal/nhi"
)

// Units of lifetime properties, in seconds.
const (
	second = 1
	minute = 60
	hour   = 3600
	day    = 86400
)

// credentialRow is a resource that makes a credential, or says how long one lives.
type credentialRow struct {
	kind, title string
	// name and subject are properties: what it is called and whom it proves. A row
	// without a subject proves its own resource, if that is an identity.
	name, subject string
	// stands is what is issued to last: without an end by its nature, as source says.
	stands      bool
	alternative string
	source      string
	// field states the life as a number of units, of which unitAt names another one.
	field, unitAt string
	unit          int64
	// usual is the longest life that is passed over, in seconds.
	usual int64
	// off is a property with the value that switches it off.
	off, offValue string
}

// credentialRows by resource type. What a property is by default is silent: a
// session lives an hour, and a refresh token of Cognito 30 days, for people who
// sign in.
var credentialRows = map[string]credentialRow{
	// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-accesskey.html
	"AWS::IAM::AccessKey": {kind: "aws-access-key", title: "AWS access key", name: "UserName", subject: "UserName", stands: true, alternative: "a role that the workload runs as",
		off: "Status", offValue: "Inactive", source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html"},
	// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html#cfn-iam-role-maxsessionduration
	"AWS::IAM::Role": {kind: "aws-role-session", title: "role session", name: "RoleName", field: "MaxSessionDuration", unit: second},
	// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html
	"AWS::Cognito::UserPoolClient": {kind: "oauth-refresh-token", title: "Cognito refresh token", name: "ClientName", field: "RefreshTokenValidity", unit: day,
		unitAt: "TokenValidityUnits.RefreshToken", usual: 30 * day},
}

// units are the values of TokenValidityUnits.
var units = map[string]int64{"seconds": second, "minutes": minute, "hours": hour, "days": day}

func (r *reader) credentials(s *stack) {
	for _, res := range s.resources {
		if row, ok := credentialRows[res.kind]; ok && !s.never(res) {
			if c := r.credential(s, res, row); c != nil {
				r.facts.Credentials = append(r.facts.Credentials, c)
			}
		}
	}
}

func (r *reader) credential(s *stack, res *resource, row credentialRow) *nhi.Credential {
	c := &nhi.Credential{Key: nhi.StackKey(s.path, res.id+"#"+row.kind), Kind: row.kind, Title: row.title, Vendor: "aws", Name: s.title(res, row.name), Origin: nhi.FromIssuer,
		Static: row.stands, Alternative: row.alternative, Confidence: nhi.Certain, At: res.head, Attributes: s.attributes(res)}
	if row.subject == "" && identityRows[res.kind].kind != "" {
		c.Subject = s.key(res.id)
	}
	for _, p := range r.principals(s, s.prop(res, row.subject)) {
		c.Subject = p.key
	}
	if row.stands {
		// What refers to the key refers to the resource.
		c.Key = s.key(res.id)
		c.Lifetime = nhi.Lifetime{Known: true, Never: true, Basis: nhi.Natural, Source: row.source}
		if v := s.at(res, row.off); !v.absent() && (!v.known() || v.text == row.offValue) {
			return nil
		}
		return c
	}
	v := s.at(res, row.field)
	n, ok := v.number()
	unit := row.unit
	if u := s.prop(res, row.unitAt); !u.absent() {
		unit = units[u.lit()]
	}
	seconds := int64(n) * unit
	if !ok || n <= 0 || n > 1e9 || seconds <= row.usual {
		return nil
	}
	c.Lifetime = nhi.Lifetime{Known: true, Seconds: seconds, Basis: nhi.Written, Field: row.field}
	c.At, c.Related = v.span, append([]nhi.Step{{At: res.head, Note: res.id}}, v.from...)
	return c
}
