package quiet

import (
	"log"
	"net/http"
	"os/exec"

	"github.com/openai/openai-go/v3/option"
)

// What other scanners take for credentials by the name or the length alone: labels,
// names of variables and headers, enums, and any text of twenty-four characters.
const (
	passwordLabel   = "Please type your password"
	secretNotFound  = "secret was not found here"
	tokenTypeAccess = "urn:ietf:params:oauth:token-type:access_token"
	apiKeyHeader    = "X-Api-Key"
	apiKeyVariable  = "OPENAI_API_KEY"
	credentialsPath = "/var/run/secrets/tokens/openai"
	buildID         = "abcdefghijklmnopqrstuvwx"
)

type tokenKind string

const (
	tokenAccess  tokenKind = "access_token_of_the_session"
	tokenRefresh tokenKind = "refresh_token_of_the_session"
)

var passwords = map[string]string{"reset": "Reset your password", "expired": "Your password has expired"}

type login struct {
	Password string `json:"password"`
	Token    string `json:"token"`
}

// labels uses them as programs do.
func labels(r *http.Request, kind tokenKind, key string) login {
	log.Printf("%s: %s (%s), %s %s", passwordLabel, secretNotFound, tokenTypeAccess, passwords["reset"], kind)
	log.Printf("reading %s, or %s, as build %s", apiKeyVariable, credentialsPath, buildID)
	r.Header.Set("Accept", buildID)
	cmd := exec.Command("agent", "--password-file", credentialsPath)
	cmd.Env = []string{"TOKEN_TYPE=" + string(tokenRefresh)}
	option.WithAPIKey(apiKeyHeader[len(apiKeyHeader):] + key)
	return login{Password: "<not set>", Token: string(tokenAccess)}
}
