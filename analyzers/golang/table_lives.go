package golang

const (
	docSTS      = "https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/service/sts"
	docSTSCreds = "https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	docVaultNew = "https://pkg.go.dev/github.com/hashicorp/vault/api#TokenCreateRequest"
	docSAS      = "https://pkg.go.dev/github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/sas"
)

// lifeSinks are the places that say how long something lives. Cookies are left
// out, http.Cookie and the sessions of scs and gorilla alike: they are a person's, whose
// session may last for weeks, and a program has no browser to keep them in.
var lifeSinks = []sink{
	{path: "github.com/golang-jwt/jwt", name: "NewWithClaims", param: 1, slot: toClaims, as: "jwt", source: docJWT},
	{path: "github.com/dgrijalva/jwt-go", name: "NewWithClaims", param: 1, slot: toClaims, as: "jwt", source: docJWT},
	{path: "github.com/lestrrat-go/jwx/jwt", typ: "Builder", name: "Expiration", slot: toLife, now: true, as: "jwt", source: "https://pkg.go.dev/github.com/lestrrat-go/jwx/v3/jwt#Builder.Expiration"},
	{path: "github.com/go-jose/go-jose/jwt", typ: "Claims", name: "Expiry", param: field, slot: toLife, now: true, as: "jwt", source: "https://pkg.go.dev/github.com/go-jose/go-jose/v4/jwt#Claims"},

	{path: "github.com/aws/aws-sdk-go-v2/credentials/stscreds", typ: "AssumeRoleOptions", name: "Duration", param: field, slot: toLife, as: "aws-role-session", source: docSTSCreds + "#AssumeRoleOptions"},
	{path: "github.com/aws/aws-sdk-go-v2/credentials/stscreds", typ: "WebIdentityRoleOptions", name: "Duration", param: field, slot: toLife, as: "aws-role-session", source: docSTSCreds + "#WebIdentityRoleOptions"},
	{path: "github.com/aws/aws-sdk-go-v2/service/sts", typ: "AssumeRoleInput", name: "DurationSeconds", param: field, slot: toLife, as: "aws-role-session", source: docSTS + "#AssumeRoleInput"},
	{path: "github.com/aws/aws-sdk-go-v2/service/sts", typ: "AssumeRoleWithWebIdentityInput", name: "DurationSeconds", param: field, slot: toLife, as: "aws-role-session", source: docSTS + "#AssumeRoleWithWebIdentityInput"},
	{path: "github.com/aws/aws-sdk-go-v2/service/sts", typ: "GetSessionTokenInput", name: "DurationSeconds", param: field, slot: toLife, as: "aws-role-session", source: docSTS + "#GetSessionTokenInput"},
	{path: "github.com/aws/aws-sdk-go-v2/service/sts", typ: "GetFederationTokenInput", name: "DurationSeconds", param: field, slot: toLife, as: "aws-role-session", source: docSTS + "#GetFederationTokenInput"},

	{path: "github.com/hashicorp/vault/api", typ: "TokenCreateRequest", name: "TTL", param: field, slot: toLife, as: "vault-token", source: docVaultNew},
	{path: "github.com/hashicorp/vault/api", typ: "TokenCreateRequest", name: "Period", param: field, slot: toLife, as: "vault-token", renewed: true, when: condition{absent: []string{"ExplicitMaxTTL"}}, source: docVaultNew},
	{path: "k8s.io/api/authentication/v1", typ: "TokenRequestSpec", name: "ExpirationSeconds", param: field, slot: toLife, as: "kubernetes-projected-token", source: "https://pkg.go.dev/k8s.io/api/authentication/v1#TokenRequestSpec"},
	// Certificates of servers and authorities have reason to live for longer.
	{path: "crypto/x509", typ: "Certificate", name: "NotAfter", param: field, slot: toLife, now: true, as: "client-certificate",
		when: condition{absent: []string{"IsCA"}, mentions: [2]string{"ExtKeyUsage", "ExtKeyUsageClientAuth"}}, source: "https://pkg.go.dev/crypto/x509#Certificate"},
	{path: "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/sas", typ: "BlobSignatureValues", name: "ExpiryTime", param: field, slot: toLife, now: true, as: "azure-sas", source: docSAS + "#BlobSignatureValues"},
	{path: "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/sas", typ: "AccountSignatureValues", name: "ExpiryTime", param: field, slot: toLife, now: true, as: "azure-sas", source: docSAS + "#AccountSignatureValues"},
}
