package creds

import (
	"strings"

	"github.com/nhivet/nhivet/internal/wordset"
)

// Class is what a name says about the value under it.
type Class uint8

// The classes. None names no secret.
const (
	None Class = iota
	// ModelVendorKey is a model vendor's key under its documented name.
	ModelVendorKey
	// VendorSecret is another vendor's credential under its documented name.
	VendorSecret
	Password
	Token
	// APIKey is a key for an interface; SecretKey one that signs or encrypts, or
	// a client's secret.
	APIKey
	SecretKey
	PrivateKey
	ConnectionString
)

// String is the class as a word.
func (c Class) String() string {
	return [...]string{"none", "model-vendor-key", "vendor-secret", "password", "token", "api-key", "secret-key", "private-key", "connection-string"}[c]
}

// NameClass is what is known of a value by the name it stands under.
type NameClass struct {
	Class Class
	// Format is the kind that the name promises; nil for None.
	Format *Format
}

// Secret says whether the name promises a secret at all.
func (n NameClass) Secret() bool { return n.Class != None }

// Named reads the name of a variable, field or header: OPENAI_API_KEY,
// openaiApiKey and openai-api-key are the same.
func Named(name string) NameClass {
	if len(name) > 128 {
		return NameClass{}
	}
	t := tokens(name)
	if len(t) == 0 {
		return NameClass{}
	}
	t = trimVariant(t)
	joined := strings.Join(t, "_")
	// The longest known name that ends this one: MY_OPENAI_API_KEY.
	for i := range t {
		if i > 0 {
			joined = joined[len(t[i-1])+1:]
		}
		if k, ok := knownNames()[joined]; ok && (i == 0 || strings.Contains(joined, "_")) {
			return NameClass{k.class, ByID(k.format)}
		}
	}
	c := byTokens(t)
	if c == None {
		return NameClass{}
	}
	return NameClass{c, ByID(genericKind[c])}
}

var genericKind = map[Class]string{
	Password: "password", Token: "token", APIKey: "api-key", SecretKey: "secret-key", PrivateKey: "private-key", ConnectionString: "connection-string",
}

// tokens splits a name into lower-case words at separators and humps, and takes
// the usual run-together words apart.
func tokens(name string) []string {
	if i := strings.LastIndexAny(name, "./:[]"); i >= 0 && i+1 < len(name) {
		name = name[i+1:]
	}
	var out []string
	start := 0
	flush := func(end int) {
		if end > start {
			w := strings.ToLower(name[start:end])
			if parts, ok := runTogether[w]; ok {
				out = append(out, strings.Fields(parts)...)
			} else {
				out = append(out, w)
			}
		}
	}
	humps := strings.ToUpper(name) != name // E2B_API_KEY has none
	for i := 0; i < len(name); i++ {
		b := name[i]
		if !alnum[b] {
			flush(i)
			start = i + 1
			continue
		}
		upper := b >= 'A' && b <= 'Z'
		if humps && i > start && upper {
			before := name[i-1]
			lowerBefore := before >= 'a' && before <= 'z' || digits[before]
			lowerAfter := i+1 < len(name) && name[i+1] >= 'a' && name[i+1] <= 'z'
			if lowerBefore || lowerAfter && before >= 'A' && before <= 'Z' {
				flush(i)
				start = i
			}
		}
	}
	flush(len(name))
	return out
}

var runTogether = map[string]string{
	"apikey": "api key", "apitoken": "api token", "apisecret": "api secret", "accesstoken": "access token", "authtoken": "auth token", "accesskey": "access key",
	"secretkey": "secret key", "clientsecret": "client secret", "privatekey": "private key", "publickey": "public key", "bearertoken": "bearer token", "refreshtoken": "refresh token",
	"passwd": "password", "requirepass": "require password", "masterpassword": "master password", "dbpassword": "db password", "dbpass": "db pass", "userpassword": "user password", "rootpassword": "root password", "authkey": "auth key", "masterkey": "master key", "connectionstring": "connection string",
	"pgpassword": "pg password", "bottoken": "bot token", "maxtokens": "max tokens", "openai": "openai", "github": "github", "gitlab": "gitlab",
}

// trimVariant drops what tells copies of one variable apart at its end: a
// number, an environment.
func trimVariant(t []string) []string {
	for len(t) > 1 && variants[t[len(t)-1]] {
		t = t[:len(t)-1]
	}
	return t
}

var variants = wordset.Of("0 1 2 3 4 5 6 7 8 9 01 02 v1 v2 v3 dev development prod production staging stage primary secondary backup default literal plaintext plain value")

// byTokens judges a name that is in no table.
func byTokens(t []string) Class {
	last := t[len(t)-1]
	prev := ""
	if len(t) > 1 {
		prev = t[len(t)-2]
	}
	for _, w := range t {
		if rejectAnywhere[w] {
			return None
		}
	}
	switch last {
	case "password", "passphrase", "pwd":
		if last == "pwd" && (prev == "" || prev == "old") {
			return None // the working directory of every shell
		}
		return Password
	case "pass":
		if passQualifiers[prev] {
			return Password
		}
	case "token", "pat":
		if tokenRejects[prev] || last == "pat" && prev == "" {
			return None
		}
		return Token
	case "authorization":
		return Token
	case "secret":
		return SecretKey
	case "key":
		switch {
		case prev == "api":
			return APIKey
		case prev == "private":
			return PrivateKey
		case keyQualifiers[prev]:
			return SecretKey
		}
	case "dsn":
		return ConnectionString
	case "string", "str":
		if prev == "connection" || prev == "conn" || prev == "connect" {
			return ConnectionString
		}
	case "url", "uri":
		if databaseWords[prev] {
			return ConnectionString
		}
	}
	return None
}

var (
	// Words that turn a name into something about secrets instead of one.
	rejectAnywhere = wordset.Of(`public pub max maximum min minimum num total count existing tokenizer tokenize tokenized csrf xsrf
		cancellation pagination partition primary foreign sort cache idempotency policy rotation expiry expiration ttl header
		annotation label selector schema pattern regex format placeholder description hint prompt message error enabled required
		allow disable disabled enable ignore reset forgot change confirm mismatch incorrect missing strength show hide toggle input field form button title text mock fake example dummy
		hashed hash encrypted sealed masked redacted digest sha1 sha256 md5 checksum fingerprint signature thumbprint`)
	tokenRejects   = wordset.Of("verification next prev previous page continue continuation pad eos bos unk unknown stop sep cls mask special start end first last per device sync cursor event stream image audio video input output cached prompt completion reasoning max")
	keyQualifiers  = wordset.Of("secret access auth encryption encrypt decryption signing sign master admin service account shared fernet subscription function functions hmac jwt session deploy license application app storage webhook private")
	passQualifiers = wordset.Of("db database user admin root smtp mail email ftp sftp ssh redis mysql postgres pg mongo mongodb rabbitmq amqp ldap basic auth login registry docker proxy vault api service e2e test bind keystore truststore")
	databaseWords  = wordset.Of("database db postgres postgresql pg mysql mariadb mongo mongodb redis amqp rabbitmq broker mssql sqlserver sqlalchemy clickhouse jdbc connection dsn neo4j nats kafka cache celery")
)
