package fix

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/nhivet/nhivet/internal/nhi"
	"github.com/nhivet/nhivet/internal/tree"
)

// hour is the life that a fix states, in seconds: the longest that is good for an
// agent's credential.
const hour = 3600

// lifeFixers state lives and shorten them.
var lifeFixers = []Fixer{
	{"ttl-too-long", nhi.Safe, "sets expirationSeconds of a projected token to 3600", "Kubernetes manifests", shortenProjected},
	{"ttl-too-long", nhi.Safe, "sets ttl of an X.509 SVID to 1h", "ClusterSPIFFEID of SPIRE", shortenSVID},
	{"ttl-too-long", nhi.Safe, "sets ttl of an identity block to 1h; unsafe where the token is in the environment", "Nomad jobs", shortenIdentity},
	{"ttl-too-long", nhi.Unsafe, "sets the life to an hour, or a day where it is counted in days", "Terraform, CloudFormation, Vault and other files that write it as a number or a duration", shorten},
	{"missing-ttl", nhi.Safe, "adds ttl = \"1h\" to an identity block; unsafe where the token is in the environment", "Nomad jobs", stateIdentity},
	{"missing-ttl", nhi.Unsafe, "adds the lifetime, an hour, to a role that issues credentials", "Terraform", stateRole},
}

// duration is a number, or Go's and HashiCorp's form of a length of time.
var duration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[\w.-]+\s*[=:]\s*)?["']?((?:\d+(?:\.\d+)?(?:ms|s|m|h|d|w))+|\d+)["']?$`)
})

// seconds is a number of them in Google's and Databricks' form.
var seconds = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d+s$`) })

// lifeIn finds the number or duration that a span writes.
func lifeIn(at nhi.Span) (nhi.Span, bool) {
	m := duration().FindStringSubmatchIndex(at.Text())
	if m == nil {
		return nhi.Span{}, false
	}
	return within(at, m[2], m[3]), true
}

// short is an hour in the form and unit of a text that stands for some seconds; a
// day where the unit is one.
func short(text string, was int64) (string, bool) {
	if seconds().MatchString(text) {
		return strconv.Itoa(hour) + "s", true
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return "1h", duration().MatchString(text)
	}
	if n <= 0 || was%n != 0 {
		return "", false
	}
	switch unit := was / n; unit {
	case 1, 60, hour:
		return strconv.FormatInt(hour/unit, 10), true
	case 24 * hour:
		return "1", true
	}
	return "", false
}

// shortened is the edit for a credential whose life a span writes.
func shortened(c *nhi.Credential, at nhi.Span) (nhi.Edit, bool) {
	at, ok := lifeIn(at)
	if !ok || c == nil || !c.Lifetime.Known {
		return nhi.Edit{}, false
	}
	text, ok := short(at.Text(), c.Lifetime.Seconds)
	return replace(at, text), ok
}

// shortenProjected: the kubelet renews the file from 80 % of the life on, and asks
// of programs that they read it again (kubernetes.io, Configure Service Accounts
// for Pods, "Launch a Pod using service account token projection").
func shortenProjected(s *site) []nhi.Fix {
	c := s.credential()
	if c == nil || c.Kind != "kubernetes-projected-token" || !isYAML(s.file) && !ends(s.file, ".json") {
		return nil
	}
	e, ok := shortened(c, s.at())
	if !ok {
		return nil
	}
	return one(nhi.Safe, "Let the projected token live an hour: the kubelet renews its file before it expires.", e)
}

// shortenSVID: the agent of SPIRE renews an SVID at half of its life
// (spiffe.io, SPIRE Concepts, "Workload attestation and SVID rotation").
func shortenSVID(s *site) []nhi.Fix {
	c := s.credential()
	if c == nil || c.Kind != "spiffe-svid" {
		return nil
	}
	e, ok := shortened(c, s.at())
	if !ok {
		return nil
	}
	return one(nhi.Safe, "Let the SVID live an hour: SPIRE renews it before it expires.", e)
}

const (
	nomadSafe   = "Let the identity token live an hour: Nomad renews its file before it expires."
	nomadUnsafe = "Let the identity token live an hour: Nomad renews it, but a running task keeps the one in its environment, so have it read the file or set change_mode."
)

// nomadTier: Nomad renews tokens that have a ttl at half of it, in their file; the
// environment of a task is that of its start (developer.hashicorp.com/nomad,
// identity block, ttl and change_mode).
func nomadTier(block *tree.Node) (nhi.Tier, string) {
	if n := block.Get("env"); n != nil {
		if env, known := n.Truth(); env || !known {
			return nhi.Unsafe, nomadUnsafe
		}
	}
	return nhi.Safe, nomadSafe
}

func identityBlock(s *site) *tree.Node {
	c := s.credential()
	if c == nil || c.Kind != "nomad-identity-token" {
		return nil
	}
	for _, st := range way(s.documents(s.file), s.at()) {
		if st.field != nil && st.field.Key == "identity" && st.field.Block {
			return st.node
		}
	}
	return nil
}

func shortenIdentity(s *site) []nhi.Fix {
	block := identityBlock(s)
	if block == nil {
		return nil
	}
	e, ok := shortened(s.credential(), s.at())
	if !ok {
		return nil
	}
	tier, text := nomadTier(block)
	return one(tier, text, e)
}

func stateIdentity(s *site) []nhi.Fix {
	block := identityBlock(s)
	if block == nil {
		return nil
	}
	e, ok := attribute(block, "ttl", `"1h"`)
	if !ok {
		return nil
	}
	tier, text := nomadTier(block)
	return one(tier, text, e)
}

// shorten writes an hour in the place of a longer life, where it is written or
// where the variable gets it from.
func shorten(s *site) []nhi.Fix {
	c := s.credential()
	if c == nil || c.Kind == "kubernetes-projected-token" || c.Kind == "spiffe-svid" || c.Kind == "nomad-identity-token" || ends(s.file, ".py", ".go") {
		return nil
	}
	const text = "Let it live an hour; what holds it longer has to renew it or ask for another."
	if e, ok := shortened(c, s.at()); ok {
		return one(nhi.Unsafe, text, append(s.beside(c), e)...)
	}
	var origins []nhi.Span
	for _, r := range s.finding.Related {
		if strings.HasPrefix(r.Note, "default of variable ") || strings.HasPrefix(r.Note, "value of variable ") {
			origins = append(origins, r.At)
		}
	}
	if len(origins) != 1 {
		return nil
	}
	e, ok := shortened(c, origins[0])
	if !ok {
		return nil
	}
	return one(nhi.Unsafe, text, e)
}

// beside are the edits for the other lives of the same block: the one that is
// shorter would be found next, and no life may be longer than the longest.
func (s *site) beside(c *nhi.Credential) (out []nhi.Edit) {
	if !ends(s.file, ".tf", ".tofu") {
		return nil
	}
	steps := way(s.documents(s.file), s.at())
	if len(steps) < 2 {
		return nil
	}
	for _, st := range steps[1:] {
		for _, f := range st.node.Entries() {
			n, ok := f.Value.Int()
			if strings.HasSuffix(f.Key, "ttl") && f.Key != c.Lifetime.Field && ok && n > hour && !s.at().Overlaps(f.Span()) {
				out = append(out, replace(f.Value.Span, strconv.Itoa(hour)))
			}
		}
	}
	return out
}

// roleLives are the attributes of Terraform that give an hour to what a role
// issues, by the kind of the credential and the field that is missing. Those that a
// configuration keeps in its state are not here: they would be dead before the next
// run.
var roleLives = map[[2]string]string{
	{"vault-token", "token_ttl"}:                   "3600",
	{"vault-secret-id", "secret_id_ttl"}:           "3600",
	{"database-credential", "default_ttl"}:         "3600",
	{"ldap-credential", "default_ttl"}:             "3600",
	{"entra-client-secret", "ttl"}:                 `"3600"`,
	{"kubernetes-token", "token_default_ttl"}:      "3600",
	{"consul-token", "max_token_ttl"}:              `"1h"`,
	{"nomad-token", "ttl"}:                         "3600",
	{"aws-session-credentials", "default_sts_ttl"}: "3600",
}

func stateRole(s *site) []nhi.Fix {
	c := s.credential()
	if c == nil || !ends(s.file, ".tf", ".tofu") {
		return nil
	}
	value, ok := roleLives[[2]string{c.Kind, c.Lifetime.Field}]
	if !ok {
		return nil
	}
	steps := way(s.documents(s.file), s.at())
	if len(steps) < 2 || steps[1].field == nil || !steps[1].field.Block {
		return nil
	}
	e, ok := attribute(steps[1].node, c.Lifetime.Field, value)
	if !ok {
		return nil
	}
	return one(nhi.Unsafe, "State a life of an hour for what the role issues; what holds it longer has to renew it or ask for another.", e)
}

// attribute adds an attribute as the last line of a block of HCL, with its equals
// sign below the one above where there is room.
func attribute(block *tree.Node, name, value string) (nhi.Edit, bool) {
	f := block.Span.File
	if len(block.Fields) == 0 || block.Get(name) != nil || block.Span.End == 0 || f.Bytes()[block.Span.End-1] != '}' {
		return nhi.Edit{}, false
	}
	number := f.LineOf(block.Span.End - 1)
	if strings.TrimSpace(string(f.Bytes()[f.LineStart(number):block.Span.End-1])) != "" {
		return nhi.Edit{}, false // a block on one line has room for one attribute
	}
	in := indent(f, block.Fields[0].KeySpan.Start)
	above, pad, gap := string(f.Line(number-1)), "", ""
	switch column, last := strings.IndexByte(above, '='), strings.TrimSpace(above); {
	case strings.HasPrefix(above, in) && column > 0 && wholeLine(above):
		if pad = strings.Repeat(" ", max(0, column-len(in)-len(name)-1)); column-len(in) < len(name)+1 {
			gap = lineBreak(f) // terraform fmt would move the others
		}
	case last == "" || strings.HasPrefix(last, "#") || strings.HasPrefix(last, "//"):
	default:
		gap = lineBreak(f) // behind a block or a value of several lines
	}
	return insert(f, f.LineStart(number), gap+in+name+pad+" = "+value+lineBreak(f)), true
}

// simple is the beginning of an attribute.
var simple = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*[\w-]+\s*= `) })

// wholeLine says whether an attribute ends with its line: terraform fmt puts the
// equals signs of such lines below each other.
func wholeLine(line string) bool {
	return simple().MatchString(line) && !strings.Contains(line, "<<") && strings.Count(line, "[") == strings.Count(line, "]") &&
		strings.Count(line, "{") == strings.Count(line, "}") && strings.Count(line, "(") == strings.Count(line, ")")
}
