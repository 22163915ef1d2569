package terraform

import (
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// account is where a configuration of a provider makes its resources.
type account struct {
	// id is the account of AWS, the project of Google, the subscription of Azure;
	// empty when it is not known.
	id string
	// mark tells configurations with different credentials apart, whether or not
	// anybody knows their accounts. Those of one account, in several regions say,
	// have the same.
	mark  string
	alias string
	// known is false where it cannot be told which configuration it is.
	known bool
}

// accountRow is how a provider is told where to work.
type accountRow struct {
	// role is an argument with an ARN that has the account in it, only a list that
	// has the one account that is allowed, id the account itself.
	role, only, id string
	// proof are the arguments that decide as whom the provider works.
	proof []string
}

// accountRows follow the documentation of the providers:
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs#provider-configuration
// https://registry.terraform.io/providers/hashicorp/google/latest/docs/guides/provider_reference
// https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs#argument-reference
var accountRows = map[string]accountRow{
	"aws": {role: "assume_role.role_arn", only: "allowed_account_ids",
		proof: []string{"assume_role.role_arn", "assume_role_with_web_identity.role_arn", "profile", "access_key", "shared_credentials_files", "shared_credentials_file", "allowed_account_ids"}},
	"google":  {id: "project", proof: []string{"project", "credentials", "impersonate_service_account"}},
	"azurerm": {id: "subscription_id", proof: []string{"subscription_id", "tenant_id", "client_id"}},
}

// accountOf is where a resource is made.
func (w *world) accountOf(b *block) account {
	if b == nil || b.m == nil || len(b.labels) == 0 {
		return account{}
	}
	name, _, _ := strings.Cut(b.labels[0], "_")
	if a := b.attr("provider"); a != nil {
		if name = a.providerName(); name == "" {
			return account{}
		}
	}
	return b.m.account(name, 0)
}

// account is a configuration by the name that it has in the module: "aws", or
// "aws.prod". What a module does not configure it gets from its caller: the one
// without an alias by itself, all when the call lists them.
// https://developer.hashicorp.com/terraform/language/modules/develop/providers
func (m *module) account(name string, depth int) account {
	for m.call != nil && !m.configures && !strings.Contains(name, ".") && m.call.attr("providers") == nil {
		m = m.parent // which most modules get everything from
	}
	if a, ok := m.accounts[name]; ok {
		return a
	}
	if m.accounts == nil {
		m.accounts = map[string]account{}
	}
	m.accounts[name] = account{} // also what a configuration sees that leads to itself
	local, alias, _ := strings.Cut(name, ".")
	a := account{known: alias == ""} // nobody configured it: the environment does
	if b := m.configuration(local, alias); b != nil {
		a = m.w.account(b.within(m), strings.TrimSuffix(local, "-beta"), alias)
	} else if m.call != nil && depth < maxNested {
		a = account{}
		passed := m.call.attr("providers")
		switch to := passed.passes()[name]; {
		case to != "":
			a = m.parent.account(to, depth+1)
		case passed == nil && alias == "":
			a = m.parent.account(name, depth+1)
		}
	}
	m.accounts[name] = a
	return a
}

func (d *directory) configuration(local, alias string) *block {
	for _, b := range d.blocks {
		if b.typ == "provider" && len(b.labels) > 0 && b.labels[0] == local && b.alias() == alias && b.attr("for_each") == nil {
			return b
		}
	}
	return nil
}

var awsAccount = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{12}$`) })

func (w *world) account(b *block, provider, alias string) account {
	row, out := accountRows[provider], account{alias: alias, known: true}
	proof := ""
	for _, p := range row.proof {
		if v := w.at(b, p); !v.absent() {
			proof += p + "=" + strings.Join(v.strings(), ",") + "\n"
		}
	}
	// What proves it may be a secret: it is compared, and never seen again.
	if proof != "" && w.proofs[proof] == "" {
		w.proofs[proof] = "credentials " + itoa(len(w.proofs)+1)
	}
	out.mark = w.proofs[proof]
	if row.id != "" {
		out.id = w.at(b, row.id).lit()
	}
	var ids []string
	if row.role != "" {
		if part := strings.Split(w.at(b, row.role).lit(), ":"); len(part) > 5 && awsAccount().MatchString(part[4]) {
			ids = append(ids, part[4])
		}
	}
	if row.only != "" {
		if v := w.at(b, row.only); v.allKnown() && len(v.items) == 1 && awsAccount().MatchString(v.items[0].text) {
			ids = append(ids, v.items[0].text)
		}
	}
	switch len(ids) {
	case 2:
		if ids[0] == ids[1] {
			out.id = ids[0]
		}
	case 1:
		out.id = ids[0]
	}
	if out.id != "" {
		out.mark = out.id
	}
	return out
}

// providerName is the configuration that a provider argument names; empty when it
// is one of several, or no name.
func (a *attr) providerName() string {
	if a.node != nil {
		return a.node.Str()
	}
	if t := a.text(); t != "" {
		return t // how it was written before Terraform 0.12
	}
	return dotted(a.expr)
}

// dotted is a name with at most one dot.
func dotted(x hclsyntax.Expression) string {
	if k, ok := x.(*hclsyntax.ObjectConsKeyExpr); ok {
		x = k.Wrapped
	}
	t, ok := x.(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(t.Traversal) > 2 {
		return ""
	}
	name := t.Traversal.RootName()
	if len(t.Traversal) == 2 {
		a, ok := t.Traversal[1].(hcl.TraverseAttr)
		if !ok {
			return ""
		}
		name += "." + a.Name
	}
	return name
}

// passes are the configurations that a call hands to a module, by the name that
// they have there.
func (a *attr) passes() map[string]string {
	out := map[string]string{}
	switch {
	case a == nil:
	case a.node != nil:
		for _, f := range a.node.Entries() {
			out[f.Key] = f.Value.Str()
		}
	default:
		o, _ := a.expr.(*hclsyntax.ObjectConsExpr)
		if o == nil {
			break
		}
		for _, i := range o.Items {
			if k := dotted(i.KeyExpr); k != "" {
				out[k] = dotted(i.ValueExpr)
			}
		}
	}
	return out
}

// awsARN is the ARN that a role or user of a known name will have; empty where the
// account is not known.
func (r *reader) awsARN(b *block, row identityRow) string {
	name, in := r.at(b, row.name), r.at(b, "path")
	id := r.accountOf(b).id
	if id == "" || !name.known() || name.text == "" || !in.absent() && !in.known() {
		return ""
	}
	return "arn:aws:iam::" + id + ":" + path.Join(row.kind, in.lit(), name.text)
}

// noteAccount notes in which account something is.
func (r *reader) noteAccount(b *block, attributes map[string]string) {
	if id := r.accountOf(b).id; id != "" {
		attributes["account"] = id
	}
}
