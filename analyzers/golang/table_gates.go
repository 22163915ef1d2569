package golang

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
