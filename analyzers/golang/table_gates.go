package golang

import "strings"

// keylessRow is a function by which a program signs in without a secret.
type keylessRow struct {
	path, typ, name string
	// vendor is who accepts that, as package creds calls it.
	vendor string
}

var keylessRows = []keylessRow{
	{path: "github.com/Azure/azure-sdk-for-go/sdk/azidentity", name: "NewWorkloadIdentityCredential", vendor: "Azure"},
	{path: "github.com/Azure/azure-sdk-for-go/sdk/azidentity", name: "NewManagedIdentityCredential", vendor: "Azure"},
	{path: "github.com/openai/openai-go/option", name: "WithWorkloadIdentity", vendor: "OpenAI"},
	{path: "github.com/openai/openai-go/azure", name: "WithTokenCredential", vendor: "Azure"},
	{path: "github.com/anthropics/anthropic-sdk-go/option", name: "WithFederationTokenProvider", vendor: "Anthropic"},
	{path: "github.com/aws/aws-sdk-go-v2/credentials/stscreds", name: "NewWebIdentityRoleProvider", vendor: "AWS"},
	{path: "github.com/aws/aws-sdk-go-v2/credentials/ec2rolecreds", name: "New", vendor: "AWS"},
	{path: "golang.org/x/oauth2/google", name: "FindDefaultCredentials", vendor: "Google"},
}

// audienceRow is a field that says for whom a token of the platform's identity is
// asked: who is meant to take it is named there.
type audienceRow struct{ path, typ, name string }

// A SPIFFE identity is no vendor's; what it is shown to is told by the audience.
var audienceRows = []audienceRow{
	{path: "github.com/spiffe/go-spiffe/svid/jwtsvid", typ: "Params", name: "Audience"},
}

// audiences are those of vendors that give a session for such a token, by their
// beginning.
var audiences = []struct{ prefix, vendor, source string }{
	{"sts.amazonaws.com", "AWS", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html"},
	{"api://AzureADTokenExchange", "Azure", "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity"},
	{"//iam.googleapis.com/projects/", "Google", "https://cloud.google.com/iam/docs/workload-identity-federation-with-other-providers"},
	{"https://iam.googleapis.com/projects/", "Google", "https://cloud.google.com/iam/docs/workload-identity-federation-with-other-providers"},
}

// audienceOf is who takes a token for an audience, empty when that is not known.
func audienceOf(text string) (vendor string) {
	for _, a := range audiences {
		if strings.HasPrefix(text, a.prefix) {
			return a.vendor
		}
	}
	return ""
}

// switchRow is a field that, when it is true, takes a check away.
type switchRow struct {
	path, typ, name string
	// kind is that of the control: verification of who answers (transport), or of
	// the token that somebody shows (token).
	kind, why, source string
	// unless is a selector that shows that the check is made elsewhere.
	unless string
}

const docOIDC = "https://pkg.go.dev/github.com/coreos/go-oidc/v3/oidc#Config"

var switchRows = []switchRow{
	{path: "crypto/tls", typ: "Config", name: "InsecureSkipVerify", kind: "transport", why: "whoever answers is believed to be the other side", source: "https://pkg.go.dev/crypto/tls#Config"},
	{path: "github.com/coreos/go-oidc/oidc", typ: "Config", name: "SkipClientIDCheck", kind: "token", why: "a token that is meant for somebody else is taken", unless: "Audience", source: docOIDC},
	{path: "github.com/coreos/go-oidc/oidc", typ: "Config", name: "SkipExpiryCheck", kind: "token", why: "a token that has ended is taken", unless: "Expiry", source: docOIDC},
	{path: "github.com/coreos/go-oidc/oidc", typ: "Config", name: "SkipIssuerCheck", kind: "token", why: "a token of any issuer is taken", unless: "Issuer", source: docOIDC},
	{path: "github.com/coreos/go-oidc/oidc", typ: "Config", name: "InsecureSkipSignatureCheck", kind: "token", why: "a token that nobody signed is taken", source: docOIDC},
}

// trustingRow is a call by which a token is believed.
type trustingRow struct {
	path, typ, name string
	why, source     string
	// unless are calls that show that the check is made as well.
	unless []string
	// named rows count where the function goes on to read whom the token names: who
	// looks up when his own ends believes nobody.
	named bool
}

const docParser = "https://pkg.go.dev/github.com/golang-jwt/jwt/v5#Parser"

// Looking into a token to see whose key it wants is fine, where it is checked then.
var trustingRows = []trustingRow{
	{path: "github.com/golang-jwt/jwt", typ: "Parser", name: "ParseUnverified", why: "a token that nobody signed is taken", source: docParser + ".ParseUnverified", unless: []string{"Parse", "ParseWithClaims", "Verify"}, named: true},
	{path: "github.com/golang-jwt/jwt", name: "WithoutClaimsValidation", why: "a token that has ended, or is meant for somebody else, is taken", source: docParser + " (WithoutClaimsValidation)", unless: []string{"Validate", "ParseUnverified"}},
}

// endpointRow is a call that makes a handler which asks nobody who they are.
type endpointRow struct {
	path, name string
	// server is the parameter that decides which server answers a request, where it
	// may look at who asks; -1 for none.
	server int
	// asks is an import path whose use shows that callers are asked.
	asks string
	// option is a name whose use shows the same.
	option string
	source string
}

var endpointRows = []endpointRow{
	{path: "github.com/modelcontextprotocol/go-sdk/mcp", name: "NewStreamableHTTPHandler", asks: "github.com/modelcontextprotocol/go-sdk/auth", source: docMCP + "#NewStreamableHTTPHandler"},
	{path: "github.com/modelcontextprotocol/go-sdk/mcp", name: "NewSSEHandler", asks: "github.com/modelcontextprotocol/go-sdk/auth", source: docMCP + "#NewSSEHandler"},
	{path: "github.com/mark3labs/mcp-go/server", name: "NewStreamableHTTPServer", server: -1, option: "WithHTTPContextFunc", source: "https://pkg.go.dev/github.com/mark3labs/mcp-go/server#NewStreamableHTTPServer"},
	{path: "github.com/mark3labs/mcp-go/server", name: "NewSSEServer", server: -1, option: "WithSSEContextFunc", source: "https://pkg.go.dev/github.com/mark3labs/mcp-go/server#NewSSEServer"},
	{path: "github.com/a2aproject/a2a-go/a2asrv", name: "NewJSONRPCHandler", server: -1, source: "https://pkg.go.dev/github.com/a2aproject/a2a-go/v2/a2asrv#NewJSONRPCHandler"},
}
