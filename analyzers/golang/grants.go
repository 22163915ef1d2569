package golang

import (
	"go/ast"
	"go/types"
	"sort"
	"strconv"

	"github.com/nhivet/nhivet/internal/iam"
	"github.com/nhivet/nhivet/internal/nhi"
)

// scopeRow is a place that asks for rights by their names: a parameter and all that
// follow it, or a field.
type scopeRow struct {
	path, typ, name string
	param           int // field for a field of typ
	// system is who gives the rights, service the vocabulary of package iam.
	system, service string
	source          string
}

const docOAuthGoogle = "https://pkg.go.dev/golang.org/x/oauth2/google"

var scopeRows = []scopeRow{
	{path: "golang.org/x/oauth2/google", name: "CredentialsFromJSON", param: 2, system: "google", service: "google-oauth", source: docOAuthGoogle + "#CredentialsFromJSON"},
	{path: "golang.org/x/oauth2/google", name: "FindDefaultCredentials", param: 1, system: "google", service: "google-oauth", source: docOAuthGoogle + "#FindDefaultCredentials"},
	{path: "golang.org/x/oauth2/google", name: "DefaultTokenSource", param: 1, system: "google", service: "google-oauth", source: docOAuthGoogle + "#DefaultTokenSource"},
	{path: "golang.org/x/oauth2/google", name: "DefaultClient", param: 1, system: "google", service: "google-oauth", source: docOAuthGoogle + "#DefaultClient"},
	{path: "golang.org/x/oauth2/google", name: "ConfigFromJSON", param: 1, system: "google", service: "google-oauth", source: docOAuthGoogle + "#ConfigFromJSON"},
	{path: "golang.org/x/oauth2/google", name: "JWTConfigFromJSON", param: 1, system: "google", service: "google-oauth", source: docOAuthGoogle + "#JWTConfigFromJSON"},
	{path: "google.golang.org/api/option", name: "WithScopes", system: "google", service: "google-oauth", source: docGoogleAPI + "#WithScopes"},
	// Whose names these are the endpoint says; Google's are addresses, which nobody
	// else has.
	{path: "golang.org/x/oauth2", typ: "Config", name: "Scopes", param: field, system: "google", service: "google-oauth", source: docOAuth + "#Config"},
	{path: "golang.org/x/oauth2/clientcredentials", typ: "Config", name: "Scopes", param: field, system: "google", service: "google-oauth", source: docOAuth + "/clientcredentials#Config"},
}

// endpointVendors are the vocabularies by the package that has an endpoint.
var endpointVendors = map[string][2]string{"golang.org/x/oauth2/github": {"github", "github-oauth"}}

// installRow is a way to the token of a GitHub App: without options it has all that
// the installation has.
type installRow struct {
	path, typ, name string
	options         int // the parameter with the options, field when they are a field of what comes back
}

var installRows = []installRow{
	{path: "github.com/google/go-github/github", typ: "AppsService", name: "CreateInstallationToken", options: 2},
	{path: "github.com/bradleyfalzon/ghinstallation", name: "New", options: field},
	{path: "github.com/bradleyfalzon/ghinstallation", name: "NewKeyFromFile", options: field},
	{path: "github.com/bradleyfalzon/ghinstallation", name: "NewFromAppsTransport", options: field},
}

// narrowing are the fields of the options of an installation token that take
// something from it.
var narrowing = []string{"Repositories", "RepositoryIDs", "Permissions"}

// signIn begins the key of whoever a sign-in stands for.
const signIn = "go-signin:"

// granter gathers what the code asks for.
type granter struct {
	code  *Code
	facts *nhi.Facts
}

// grants is the Grants pass.
func grants(f *Flow) *nhi.Facts {
	g := &granter{code: f.code, facts: &nhi.Facts{}}
	if !f.code.imports() {
		return g.facts
	}
	t := known()
	for _, c := range f.code.calls {
		if r := t.scopes[c.callee]; r != nil && r.param != field && r.param < len(c.expr.Args) {
			list := c.expr.Args[r.param:]
			if c.expr.Ellipsis.IsValid() {
				list = g.list(list[0])
			}
			g.scopes(r.system, r.service, r.source, list)
		}
		if r := t.installs[c.callee]; r != nil && f.code.agentic() {
			g.installation(r, c.expr)
		}
	}
	for _, l := range f.code.lits {
		for key, kv := range l.fields() {
			if r := t.scopes[symbol{l.typ.path, l.typ.name, key.Name}]; r != nil && r.param == field {
				system, service := r.system, r.service
				if v, ok := endpointVendors[g.endpoint(l)]; ok {
					system, service = v[0], v[1]
				}
				g.scopes(system, service, r.source, g.list(kv.Value))
			}
		}
	}
	sort.SliceStable(g.facts.Grants, func(i, j int) bool { return g.facts.Grants[i].At.Less(g.facts.Grants[j].At) })
	return g.facts
}

// endpoint is the import path of the package whose endpoint a configuration names.
func (g *granter) endpoint(l literal) (importPath string) {
	for key, kv := range l.fields() {
		if key.Name != "Endpoint" {
			continue
		}
		if sel, ok := ast.Unparen(kv.Value).(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				if pkg, ok := g.code.pass.TypesInfo.Uses[id].(*types.PkgName); ok {
					return unversioned(pkg.Imported().Path())
				}
			}
		}
	}
	return ""
}

// list are the elements of a list that is written out, here or for the variable that
// holds it and nothing else.
func (g *granter) list(e ast.Expr) []ast.Expr {
	lit := g.code.literal(e)
	if lit == nil {
		return nil
	}
	return lit.Elts
}

// scopes states rights that are asked for by name, at the one that says most.
func (g *granter) scopes(system, service, source string, list []ast.Expr) {
	var names []string
	for _, e := range list {
		name, _ := g.code.text(e)
		names = append(names, name)
	}
	if len(names) == 0 {
		return
	}
	j, worst := iam.Scopes(service, names)
	if worst < 0 || j.Breadth == "" {
		return
	}
	g.grant(system, "the sign-in of "+g.code.pass.Pkg.Path(), names, j, source, g.code.node(list[worst]))
}

// installation states that the token of an app is not narrowed.
func (g *granter) installation(r *installRow, call *ast.CallExpr) {
	if r.options == field {
		for _, v := range g.code.order {
			if v.Name() == "InstallationTokenOptions" && v.Pkg() != nil && unversioned(v.Pkg().Path()) == r.path {
				return
			}
		}
	} else {
		if r.options >= len(call.Args) {
			return
		}
		options := ast.Unparen(call.Args[r.options])
		lit := g.code.literal(options)
		if lit == nil && !g.code.pass.TypesInfo.Types[options].IsNil() {
			return
		}
		for _, name := range narrowing {
			if lit != nil && !g.code.absent(lit, name) {
				return
			}
		}
	}
	j, _ := iam.Scopes("github-app", nil)
	g.grant("github", "the GitHub App of "+g.code.pass.Pkg.Path(), []string{"*"}, j, iam.NoScopes("github-app"), g.code.Span(call.Fun.Pos(), call.Fun.End()))
}

func (g *granter) grant(system, who string, names []string, j iam.Judgement, source string, at nhi.Span) {
	if !at.Valid() {
		return
	}
	key := nhi.Key("go-signin", at.File.Path, strconv.Itoa(at.Start))
	g.facts.Identities = append(g.facts.Identities, &nhi.Identity{Key: key, Name: who, Kind: "client", Platform: system, At: at})
	g.facts.Grants = append(g.facts.Grants, &nhi.Grant{Key: nhi.Key("go-scopes", at.File.Path, strconv.Itoa(at.Start)), Identity: key, System: system,
		Actions: names, Breadth: j.Breadth, Hazards: j.Hazards, Why: j.Why, Writes: j.Writes, Confidence: nhi.Certain,
		Attributes: map[string]string{"source": source}, At: at})
}
