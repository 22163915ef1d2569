// Package names is full of what looks like a credential by its name, or by its
// length, and is none: what people turn other scanners off for.
package names

import (
	"errors"
	"net/http"
	"os"

	"github.com/openai/openai-go/v3/option"
)

// Labels of a form, and what it says when something is wrong.
const (
	PasswordLabel    = "Enter your password"
	TokenPlaceholder = "Paste the token here"
	SecretHint       = "At least 16 characters, one of them a digit"
	passwordRegexp   = `^[A-Za-z0-9!@#$%^&*]{8,64}$`
)

// Names of fields, headers, tables, secrets and variables.
const (
	tokenHeader    = "X-Auth-Token-Signature-V2"
	secretName     = "projects/desk/secrets/openai-api-key/versions/latest"
	passwordField  = "user_password_confirmation"
	credentialsEnv = "GOOGLE_APPLICATION_CREDENTIALS"
	apiKeyPath     = "/var/run/secrets/desk/api-key"
	secretary      = "the secretary of the board of directors"
	tokenURL       = "https://login.example.com/oauth2/v2.0/token"
	grantType      = "urn:ietf:params:oauth:grant-type:jwt-bearer"
)

// TokenKind is an enumeration.
type TokenKind string

// The kinds.
const (
	TokenBearer     TokenKind = "bearer"
	TokenServiceKey TokenKind = "serviceAccountKeyCredential"
	SecretRotated   TokenKind = "SecretRotationSucceededEvent"
)

// Errors speak of secrets too.
var (
	ErrBadToken    = errors.New("token is malformed: expected three segments")
	ErrNoAPIKey    = errors.New("OPENAI_API_KEY is not set")
	passwordPolicy = map[string]string{"password": "required,min=12", "token": "omitempty,uuid4"}
)

// digest has 64 hexadecimal digits, fixed as a test vector.
const digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

func request(r *http.Request) option.RequestOption {
	r.Header.Set("Authorization", "Bearer "+os.Getenv("SERVICE_TOKEN"))
	r.Header.Set(tokenHeader, digest)
	return option.WithAPIKey(os.Getenv("OPENAI_API_KEY")) // #nosec G101
}

func placeholder() option.RequestOption { return option.WithAPIKey("your-api-key-here") }
