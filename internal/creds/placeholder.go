package creds

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/nhivet/nhivet/internal/wordset"
)

// Placeholder says whether a value stands in for a secret instead of being one:
// empty, a reference to where the secret is, ciphertext or a hash, words such as
// changeme and your-key, an elision, a pattern nobody draws at random, or a value
// that a vendor's documentation publishes.
func Placeholder(text string) bool {
	s := strings.Trim(text, " \t\r\n\"'`")
	return s == "" || Reference(s) || Ciphertext(s) || filler(s) || Published(s) ||
		len(s) > 16 && entropy(s) < 3
}

// Reference says whether a value names the place of a secret: an interpolation
// of any of the usual languages, a call, a store's address.
func Reference(s string) bool {
	for _, mark := range referenceMarks {
		if strings.Contains(s, mark) {
			return true
		}
	}
	for _, p := range referencePrefixes {
		if len(s) >= len(p) && strings.EqualFold(s[:len(p)], p) {
			return true
		}
	}
	switch {
	case len(s) > 1 && s[0] == '$' && (letters[s[1]] || s[1] == '_') && identifier(s[1:]):
		return true // $VAR
	case len(s) > 2 && s[0] == '%' && s[len(s)-1] == '%' && identifier(s[1:len(s)-1]):
		return true // %VAR%
	case len(s) > 2 && s[0] == '{' && s[len(s)-1] == '}' && !strings.Contains(s, "\""):
		return true // {var}
	case len(s) > 2 && s[0] == '[' && s[len(s)-1] == ']':
		return true // [your key]
	case len(s) > 4 && strings.HasPrefix(s, "__") && strings.HasSuffix(s, "__"):
		return true // __TOKEN__
	case len(s) > 2 && s[0] == '@' && s[len(s)-1] == '@' && identifier(s[1:len(s)-1]):
		return true // @TOKEN@
	}
	return formatVerb(s)
}

var referenceMarks = []string{
	"${", "$(", "{{", "}}", "<%", "%>", "#{", "%(", "$[",
	"os.environ", "os.getenv", "process.env", "os.Getenv", "System.getenv", "ENV[", "getenv(",
	"secrets.", "secretKeyRef", "valueFrom", "resolve:secretsmanager", "resolve:ssm", "@Microsoft.KeyVault",
}

var referencePrefixes = []string{
	"op://", "vault://", "vault:secret", "vault:kv", "ref+", "se://", "awssm://", "gcpsm://", "keyvault://", "ssm:", "arn:", "file://", "file:", "env:", "env.", "env://",
	"!env", "!secret", "!vault", "!ref", "!sub", "!getatt", "!important", "var.", "local.", "module.", "data.", "secret://", "secretref:", "keyring:", "cmd:", "input:", "doppler://", "bw://",
	"projects/", "$env:", "k8s://", "kubernetes://", "awskms://", "gcpkms://", "azurekms://", "infisical://", "asm://", "random_password.",
}

// formatVerb says whether the whole text is a formatting verb: %s, %v, %[1]s.
func formatVerb(s string) bool {
	if len(s) < 2 || s[0] != '%' {
		return false
	}
	rest := strings.TrimLeft(s[1:], "[]0123456789+#-.")
	return rest == "s" || rest == "v" || rest == "d" || rest == "q" || rest == "w" || rest == "r" || rest == "x"
}

// identifier says whether the text is a name of a variable.
func identifier(s string) bool {
	for i := 0; i < len(s); i++ {
		if !alnum[s[i]] && s[i] != '_' {
			return false
		}
	}
	return s != ""
}

// Ciphertext says whether a value is encrypted, hashed, or public by nature.
func Ciphertext(s string) bool {
	for _, p := range cipherPrefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	// Sealed secrets: base64 of a format that starts with the length of the
	// encrypted session key, so always a long text.
	if len(s) >= 200 && (strings.HasPrefix(s, "AgA") || strings.HasPrefix(s, "AgB")) {
		return true
	}
	return strings.Contains(s, "age-encryption.org") || strings.Contains(s, "-----BEGIN PGP MESSAGE")
}

var cipherPrefixes = []string{
	"U2FsdGVkX1", "ENC[", "ENC(", "{cipher}", "vault:v", "$ANSIBLE_VAULT", "AQICAH", "AQECAH", "gAAAAA",
	"$2a$", "$2b$", "$2y$", "$argon2", "$6$", "$5$", "$1$", "$y$", "$apr1$", "{SSHA}", "{SHA}", "{SHA256}", "{SHA512}", "{MD5}", "{bcrypt}",
	"pbkdf2", "scrypt:", "hmac-", "SCRAM-SHA", "sha1:", "sha256:", "sha512:", "sha1-", "sha256-", "sha384-", "sha512-", "sha256$", "md5:", "bcrypt",
	"ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2", "-----BEGIN PUBLIC", "-----BEGIN CERT", "-----BEGIN RSA PUBLIC", "-----BEGIN SSH2 PUBLIC",
	"age1", "MIIB", "MIIC8", "MIID", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FUR", "LS0tLS1CRUdJTiBQVUJMSUMg",
}

// filler says whether a text was typed to fill a place: telling words, elisions,
// repeated, sequential or alternating characters, or nothing but the words that
// secrets are called by.
func filler(s string) bool {
	l := strings.ToLower(s)
	for _, w := range fillerWords {
		if strings.Contains(l, w) {
			return true
		}
	}
	if disguised(l) || fillerToken(l) || generic(l) || drawn(l) && !weak(s) {
		return true
	}
	// local-token-abc123def456: the last part is what counts
	if i := strings.LastIndexAny(l, "-_.:"); i >= 0 && len(l)-i > 8 && len(l) < 64 {
		return drawn(l[i+1:]) && !weak(s)
	}
	return false
}

// Words that a random text does not hold by chance: six letters, or marks.
var fillerWords = []string{
	"changeme", "change-me", "change_me", "change me", "changethis", "change-this", "change_this", "change-it", "changeit", "please-change", "please_change", "replaceme", "replace-", "replace_", "replace this", "to-be-replaced",
	"placeholder", "example", "redacted", "masked", "notreal", "not-real", "not_real", "not-a-real", "not_a_real", "notasecret", "not-a-secret", "not_a_secret", "notsecret", "not-secret", "not_secret", "not-used", "not_used", "not-needed", "not_needed", "notneeded", "not-required", "unused", "insecure", "do-not-use", "dont-use", "dummy", "invalid", "foobar", "lorem", "insert", "enter-", "enter_", "paste-", "paste_", "put-your", "put_your", "add-your", "add_your", "set-your", "set_your", "fill-", "fill_",
	"xxxx", "****", "••", "...", "…", "____", "----", "????", "<", "your-", "your_", "yourkey", "yourapi", "yourtoken", "yourpass", "yoursecret", "your api", "-here", "_here", "deadbeef", "cafebabe", "deadc0de", "badc0ffee", "c0ffee", "letmein", "supersecret", "super-secret", "super_secret", "topsecret", "top-secret", "mysecret", "my-secret", "my_secret", "mypassword", "my-password", "my_password", "mytoken", "my-token", "my_token", "testtoken", "testkey", "testsecret", "testpass", "faketoken", "fakekey", "fakesecret", "sekret", "s3cr3t", "s3cret", "secr3t", "hunter22", "swordfish", "keyboard", "development-only", "dev-only", "local-dev", "localdev", "nothing", "undefined", "ollama", "localhost",
}

// disguised says whether the word password is in the text with other characters
// for some of its letters: P@55w3rd. Whoever writes this shows a password, or
// mocks one.
func disguised(l string) bool {
	const plain = "password"
	for i := 0; i+len(plain) <= len(l); i++ {
		s := l[i : i+len(plain)]
		if s != plain && s[0] == 'p' && strings.IndexByte("a@4", s[1]) >= 0 && strings.IndexByte("s5$z", s[2]) >= 0 && strings.IndexByte("s5$z", s[3]) >= 0 && s[4] == 'w' && s[6:] == "rd" {
			return true
		}
	}
	return false
}

// weak says whether a text is a poor password that satisfies a policy, such as
// Aa12345678: short, of three kinds of characters. Tokens are longer.
func weak(s string) bool {
	lower, upper, digit, _ := kinds(s)
	return len(s) >= 8 && len(s) < 16 && lower > 0 && upper > 0 && digit > 0
}

// fillerToken looks for short telling words that stand alone between
// non-letters.
func fillerToken(l string) bool {
	start := -1
	for i := 0; i <= len(l); i++ {
		if i < len(l) && letters[l[i]] {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 && shortFillers[l[start:i]] {
			// A random text has single words between digits by chance; ask for a
			// separator, or for the start or the end of the text.
			left := start == 0 || !digits[l[start-1]]
			right := i == len(l) || !digits[l[i]]
			if left && right || start == 0 || i == len(l) && left {
				return true
			}
		}
		start = -1
	}
	return false
}

var shortFillers = wordset.Of("test tests testing fake mock mocked dummy sample demo todo tbd fixme your yours xxx foo bar baz qux none null nil nope empty blank optional required unset default real stub canary sandbox fixture bogus wrong bad old stale expired revoked leaked evil legit")

// drawn says whether characters repeat or follow each other as nobody draws
// them at random: aaaaaa, 123456, abcdef, a1b2c3d4, or one piece again and again.
func drawn(l string) bool {
	if len(l) < 4 {
		return false
	}
	same, up, down := 1, 1, 1
	for i := 1; i < len(l); i++ {
		step := next(l[i-1], l[i])
		same, up, down = grow(same, l[i] == l[i-1]), grow(up, step == 1), grow(down, step == -1)
		if same >= 6 || up >= 6 || down >= 7 {
			return true
		}
	}
	if periodic(l) || alternating(l) || strings.Contains(l, "qwerty") || strings.Contains(l, "asdf") {
		return true
	}
	var ds, ls []byte
	distinct := map[byte]bool{}
	for i := 0; i < len(l); i++ {
		distinct[l[i]] = true
		switch {
		case digits[l[i]]:
			ds = append(ds, l[i])
		case letters[l[i]]:
			ls = append(ls, l[i])
		}
	}
	if len(l) >= 6 && len(distinct) <= 3 {
		return true
	}
	return len(ds) >= 4 && len(ls) >= 4 && ascending(ds) && ascending(ls) || len(ls) >= 8 && ascending(ls) || len(ds) >= 8 && len(ls) >= 8 && ascending(ds)
}

func grow(n int, on bool) int {
	if on {
		return n + 1
	}
	return 1
}

// next is 1 when b follows a among digits or letters, -1 when it precedes.
func next(a, b byte) int {
	if digits[a] && digits[b] || letters[a] && letters[b] {
		if b == a+1 || a == '9' && b == '0' {
			return 1
		}
		if b+1 == a {
			return -1
		}
	}
	return 0
}

// alternating says whether letters and digits take turns all along: k7j3h4g5 is
// typed with two hands, not drawn.
func alternating(s string) bool {
	if len(s) < 12 {
		return false
	}
	for i := 1; i < len(s); i++ {
		if digits[s[i]] == digits[s[i-1]] || !alnum[s[i]] {
			return false
		}
	}
	return true
}

func ascending(s []byte) bool {
	for i := 1; i < len(s); i++ {
		if s[i] != s[i-1]+1 && !(s[i-1] == '9' && (s[i] == '0' || s[i] == '1')) && !(s[i-1] == 'z' && s[i] == 'a') && s[i] != s[i-1] {
			return false
		}
	}
	return true
}

// periodic says whether a text of 8 or more repeats one piece of at most half
// its length.
func periodic(s string) bool {
	if len(s) < 8 {
		return false
	}
	for p := 1; p <= len(s)/2 && p <= 32; p++ {
		if s[p:] == s[:len(s)-p] {
			return true
		}
	}
	return false
}

// generic says whether a text is made of nothing but the words that secrets are
// called by and a few digits: my-secret-key, password123, api_token_1.
func generic(l string) bool {
	any := false
	for i := 0; i < len(l); {
		if !letters[l[i]] {
			if !wordDot[l[i]] && l[i] != ' ' && l[i] != ':' && l[i] != '/' {
				return false // Admin#2026 is weak, but somebody chose it
			}
			i++
			continue
		}
		j := i
		for j < len(l) && letters[l[j]] {
			j++
		}
		if !spelled(l[i:j]) {
			return false
		}
		any = true
		i = j
	}
	return any
}

// spelled says whether a run of letters splits into generic words.
func spelled(s string) bool {
	if len(s) > 64 {
		return false
	}
	reach := make([]bool, len(s)+1)
	reach[0] = true
	for i := 0; i < len(s); i++ {
		if !reach[i] {
			continue
		}
		for j := i + 1; j <= len(s) && j <= i+14; j++ {
			if genericWords[s[i:j]] {
				reach[j] = true
			}
		}
	}
	return reach[len(s)]
}

var genericWords = wordset.Of(`an the this that is my me our some any no not new for of to in from with and or
	secret secrets key keys token tokens password passwords passwd pass pwd passphrase api access auth bearer basic admin administrator root user username
	login client server service account app application private public shared master session cookie jwt oauth id sk pk pat ghp value string text data
	super strong secure safe very long random unique here there test tests testing dev development local prod staging stage example default demo sample fake dummy mock
	openai anthropic claude gemini google aws azure github gitlab slack vault mcp agent bot llm model database db postgres postgresql mysql redis mongo mongodb
	encryption signing hash salt seed webhook credential credentials cred creds abc xyz input output hello world unit integration env ci run valid
	correct existing another other first second one two three only used never ever please set get change me it be must least at chars characters bytes minimum min bit please`)

// Published says whether a value is one that everybody knows from a vendor's
// documentation or an emulator. Only digests are kept, so that the table itself
// holds nothing that looks like a credential.
func Published(s string) bool {
	if len(s) < 20 {
		return false
	}
	sum := sha256.Sum256([]byte(s))
	return publishedDigests[hex.EncodeToString(sum[:8])]
}
