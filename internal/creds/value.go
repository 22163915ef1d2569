package creds

import (
	"strconv"
	"strings"
	"time"
)

// harmless says whether a value is of a kind that is no secret whatever its
// name: a number, a boolean, a duration, an address without a password, a path,
// a resource's name, the name of a variable, prose.
func harmless(s string) bool {
	if len(s) < 5 || strings.ContainsAny(s, " \t\n\r") {
		return true
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return true
	}
	if _, err := time.ParseDuration(s); err == nil {
		return true
	}
	switch strings.ToLower(s) {
	case "false", "never", "always", "disabled", "enabled", "optional", "required", "string", "bearer", "basic", "undefined":
		return true
	}
	if strings.Contains(s, "://") {
		return true // what has a password in it was identified before
	}
	if path(s) || capitals(s) || dotted(s) || call(s) {
		return true
	}
	// an e-mail address
	if name, host, ok := strings.Cut(s, "@"); ok && plainName(name) && strings.Contains(host, ".") && plainName(host) {
		return true
	}
	// host:port, image:tag
	if name, port, ok := strings.Cut(s, ":"); ok && plainName(name) && (len(port) <= 5 || plainName(port) && identifierLike(port)) && identifierLike(name) {
		return true
	}
	return false
}

// call says whether the text is code: a call, an index, a member.
func call(s string) bool {
	return strings.HasSuffix(s, ")") && strings.Contains(s, "(") || strings.HasSuffix(s, "]") && strings.Contains(s, "[") ||
		strings.HasSuffix(s, "(") || strings.HasSuffix(s, "[") || strings.HasSuffix(s, ")") && identifierLike(s[:len(s)-1]) || strings.ContainsAny(s, "{}") || strings.Contains(s, "(") && strings.Contains(s, "=")
}

func plainName(s string) bool {
	for i := 0; i < len(s); i++ {
		if !wordDot[s[i]] && s[i] != '+' && s[i] != '/' {
			return false
		}
	}
	return s != ""
}

// path says whether the text is a file's or a resource's path.
func path(s string) bool {
	if strings.HasPrefix(s, "/") || strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../") || strings.HasPrefix(s, "~/") || len(s) > 2 && s[1] == ':' && s[2] == '\\' {
		// base64 may start with a slash as well; a path has words in it
		return strings.Count(s, "/") >= 2 || len(s) < 24 || strings.Contains(s, ".")
	}
	if strings.Contains(s, "/") && !strings.ContainsAny(s, "+=") {
		parts := strings.Split(s, "/")
		for _, p := range parts {
			if !identifierLike(p) {
				return false
			}
		}
		return true
	}
	for _, ext := range []string{".pem", ".key", ".json", ".crt", ".yaml", ".yml", ".txt", ".p12", ".pfx", ".jks", ".env", ".toml", ".py", ".go", ".ts", ".js"} {
		if strings.HasSuffix(s, ext) {
			return true
		}
	}
	return false
}

// capitals says whether the text is the name of a variable of the environment.
func capitals(s string) bool {
	under, letter := false, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '_':
			under = true
		case s[i] >= 'A' && s[i] <= 'Z':
			letter = true
		case !digits[s[i]]:
			return false
		}
	}
	return letter && (under || !strings.ContainsAny(s, "0123456789"))
}

// dotted says whether the text is a member path: spec.auth.password.
func dotted(s string) bool {
	parts := strings.Split(s, ".")
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		if !identifierLike(p) || p == "" {
			return false
		}
	}
	return true
}

// identifierLike says whether the text reads as a name: words of letters, short
// numbers and versions between separators, or camelCase humps.
func identifierLike(s string) bool {
	if s == "" {
		return true
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' || r == '.' || r == ':' || r == '/' }) {
		if !wordLike(part) {
			return false
		}
	}
	return true
}

// wordLike is a word, a short number, a version, or a word with a short number
// after it.
func wordLike(s string) bool {
	body := strings.TrimRight(s, "0123456789")
	if n := len(s) - len(body); n > 6 || n > 0 && body != "" && len(body) < 3 && n > 2 {
		return false
	}
	if body == "" {
		return true
	}
	humps, vowels := 0, 0
	for i := 0; i < len(body); i++ {
		b := body[i]
		if !letters[b] {
			return false
		}
		if b >= 'A' && b <= 'Z' && (i == 0 || body[i-1] < 'A' || body[i-1] > 'Z') {
			humps++
		}
		if strings.IndexByte("aeiouyAEIOUY", b) >= 0 {
			vowels++
		}
	}
	if body[0] >= 'a' {
		humps++
	}
	if len(body) <= 4 {
		return true
	}
	// Words have a vowel in every three to six letters, and humps of three or
	// more; random letters change case every other letter.
	return len(body) <= 32 && vowels*7 >= len(body) && len(body) >= humps*3
}

// kinds counts the character kinds of a text: lower, upper, digit, other.
func kinds(s string) (lower, upper, digit, other int) {
	for i := 0; i < len(s); i++ {
		switch b := s[i]; {
		case b >= 'a' && b <= 'z':
			lower++
		case b >= 'A' && b <= 'Z':
			upper++
		case digits[b]:
			digit++
		default:
			other++
		}
	}
	return
}

// random says whether a text looks drawn at random, at least 16 long: letters
// and digits mixed, and enough entropy for its length.
func random(s string) bool {
	if len(s) < 16 || identifierLike(s) || composed(s) {
		return false
	}
	lower, upper, digit, _ := kinds(s)
	if digit == 0 && (lower == 0 || upper == 0) {
		return false
	}
	if digit == 0 && len(s) < 20 {
		return false
	}
	floor := 3.0
	if len(s) >= 24 && lower > 0 && upper > 0 {
		floor = 3.5
	}
	return entropy(s) >= floor
}

// composed says whether a person made a text of words: NewSecurePass4$x has
// humps of letters that read as words, which a random text has not.
func composed(s string) bool {
	inWords, n := 0, 0
	for i := 0; i < len(s); {
		if !letters[s[i]] {
			i++
			continue
		}
		j := i + 1
		for j < len(s) && letters[s[j]] && (s[j] >= 'a' || s[j-1] < 'a' && (j+1 == len(s) || s[j+1] < 'a')) {
			j++
		}
		n += j - i
		if j-i >= 4 && wordLike(s[i:j]) {
			inWords += j - i
		}
		i = j
	}
	return n > 0 && inWords*10 >= n*7
}

// token says whether a text has the alphabet of keys and tokens: no brackets, no
// quotes, and "=" only as padding.
func token(s string) bool {
	return !strings.ContainsAny(s, "(){}[]<>\"'`,;|\\ ") && !strings.Contains(strings.TrimRight(s, "="), "=")
}

// chosen says whether a text looks like a password that a person set: two kinds
// of characters at least, more than a word with an initial capital or a name.
func chosen(s string) bool {
	if len(s) < 6 || identifierLike(s) && !trailing(s) && !mixed(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false // a word of another language, in a translation
		}
	}
	lower, upper, digit, other := kinds(s)
	n := 0
	for _, c := range []int{lower, upper, digit, other} {
		if c > 0 {
			n++
		}
	}
	return n >= 2
}

// trailing says whether a single word carries digits: hunter2pass does not read
// as a name, and neither does Summer2024.
func trailing(s string) bool {
	if strings.ContainsAny(s, "-_./:") {
		return false
	}
	body := strings.TrimRight(s, "0123456789")
	return len(body) < len(s) && len(s)-len(body) >= 2 && len(s) >= 8
}

// mixed says whether a part of a text mixes small letters, capitals and digits:
// Hq29-Lw83 reads as no name.
func mixed(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-_.:/", r) })
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		if lower, upper, digit, _ := kinds(p); lower > 0 && upper > 0 && digit > 1 {
			return true
		}
	}
	return false
}
