package py

import "strings"

// number reads a number the way CPython's regular expressions do: 1if is a number
// and a word.
func (l *lexer) number(i int) int {
	end := numberEnd(l.src, i)
	l.add(Number, i, end)
	return end
}

func numberEnd(src string, i int) int {
	j := i
	if src[i] == '0' && i+2 < len(src) {
		digits := ""
		switch src[i+1] | 0x20 {
		case 'x':
			digits = "0123456789abcdefABCDEF"
		case 'o':
			digits = "01234567"
		case 'b':
			digits = "01"
		}
		if digits != "" {
			for j = i + 2; j < len(src); j++ {
				if src[j] == '_' && j+1 < len(src) && strings.IndexByte(digits, src[j+1]) >= 0 {
					j++
				}
				if strings.IndexByte(digits, src[j]) < 0 {
					break
				}
			}
			if j > i+2 {
				return long(src, j)
			}
		}
	}
	j = decimal(src, i)
	if j < len(src) && src[j] == '.' {
		j = decimal(src, j+1)
	}
	if j < len(src) && src[j]|0x20 == 'e' {
		k := j + 1
		if k < len(src) && (src[k] == '+' || src[k] == '-') {
			k++
		}
		if k < len(src) && class[src[k]] == digit {
			j = decimal(src, k)
		}
	}
	if j < len(src) && src[j]|0x20 == 'j' {
		return j + 1
	}
	return long(src, j)
}

// long passes over the L that ends a number of Python 2.
func long(src string, i int) int {
	if i < len(src) && src[i] == 'L' && (i+1 == len(src) || class[src[i+1]] > digit) {
		return i + 1
	}
	return i
}

func decimal(src string, i int) int {
	for i < len(src) && (class[src[i]] == digit || src[i] == '_' && i+1 < len(src) && class[src[i+1]] == digit) {
		i++
	}
	return i
}
