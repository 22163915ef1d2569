package py

// NameByte says whether a byte can be part of a name.
func NameByte(b byte) bool { return class[b] <= digit }

// class sorts bytes; letters and digits come first.
var class = func() (c [256]uint8) {
	for i := range c {
		c[i] = other
		switch b := byte(i); {
		case b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b >= 0x80:
			c[i] = letter
		case b >= '0' && b <= '9':
			c[i] = digit
		}
	}
	c[' '], c['\t'], c['\f'] = blank, blank, blank
	c['\n'], c['\r'] = newline, newline
	c['"'], c['\''] = quote, quote
	c['#'], c['\\'] = hash, backslash
	return c
}()

const (
	letter uint8 = iota
	digit
	blank
	newline
	quote
	hash
	backslash
	other
)
