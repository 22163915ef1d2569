package terraform

import (
	"math/big"
	"net/netip"

	"github.com/nhivet/nhivet/internal/nhi"
)

// addresses are the functions of IP networks; cidrcontains is OpenTofu's.
// https://developer.hashicorp.com/terraform/language/functions/cidrsubnet
var addresses = map[string]func(args []*value, span nhi.Span) *value{
	"cidrhost": func(args []*value, span nhi.Span) *value {
		net, ok := network(args, 2)
		n, whole := args[len(args)-1].whole()
		if !ok || !whole {
			return nil
		}
		bits := net.Addr().BitLen() - net.Bits()
		if n < 0 { // counted from the end
			n++
			return address(net, new(big.Int).Add(ones(bits), big.NewInt(n)), bits, span)
		}
		return address(net, big.NewInt(n), bits, span)
	},
	"cidrnetmask": func(args []*value, span nhi.Span) *value {
		net, ok := network(args, 1)
		if !ok || !net.Addr().Is4() {
			return nil
		}
		mask := ^uint32(0) << (32 - net.Bits())
		return text(netip.AddrFrom4([4]byte{byte(mask >> 24), byte(mask >> 16), byte(mask >> 8), byte(mask)}).String(), span)
	},
	"cidrsubnet": func(args []*value, span nhi.Span) *value {
		net, ok := network(args, 3)
		if !ok {
			return nil
		}
		bits, ok1 := args[1].whole()
		n, ok2 := args[2].whole()
		if !ok1 || !ok2 || n < 0 {
			return nil
		}
		return subnet(net, bits, big.NewInt(n), span)
	},
	// Each begins at the first place after the one before it that its size allows.
	"cidrsubnets": func(args []*value, span nhi.Span) *value {
		net, ok := network(args, len(args))
		if !ok || len(args) > maxInstances {
			return nil
		}
		out := &value{kind: list, span: span}
		next, width := new(big.Int), net.Addr().BitLen()-net.Bits()
		for _, a := range args[1:] {
			bits, ok := a.whole()
			if !ok || bits < 1 || bits > int64(width) {
				return nil
			}
			size := new(big.Int).Lsh(big.NewInt(1), uint(int64(width)-bits))
			n := new(big.Int).Add(next, new(big.Int).Sub(size, big.NewInt(1)))
			n.Div(n, size)
			one := subnet(net, bits, n, span)
			if one == nil {
				return nil
			}
			out.items = append(out.items, one)
			next = n.Mul(n.Add(n, big.NewInt(1)), size)
		}
		return out
	},
	"cidrcontains": func(args []*value, span nhi.Span) *value {
		net, ok := network(args, 2)
		if !ok || !args[1].known() {
			return nil
		}
		if a, err := netip.ParseAddr(args[1].text); err == nil {
			return boolean(net.Contains(a), span)
		}
		inner, err := netip.ParsePrefix(args[1].text)
		if err != nil {
			return nil
		}
		return boolean(net.Bits() <= inner.Bits() && net.Contains(inner.Addr()), span)
	},
}

// network is the first of so many arguments.
func network(args []*value, n int) (netip.Prefix, bool) {
	if len(args) != n || !args[0].known() {
		return netip.Prefix{}, false
	}
	p, err := netip.ParsePrefix(args[0].text)
	return p.Masked(), err == nil
}

// whole reads a known whole number.
func (v *value) whole() (int64, bool) {
	f, ok := v.number()
	return int64(f), ok && f == float64(int64(f))
}

func ones(bits int) *big.Int {
	n := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	return n.Sub(n, big.NewInt(1))
}

// subnet is the nth network with so many more bits.
func subnet(net netip.Prefix, bits int64, n *big.Int, span nhi.Span) *value {
	rest := int64(net.Addr().BitLen()-net.Bits()) - bits
	if bits < 0 || rest < 0 || n.BitLen() > int(bits) {
		return nil
	}
	a, ok := plus(net.Addr(), new(big.Int).Lsh(n, uint(rest)))
	if !ok {
		return nil
	}
	return text(netip.PrefixFrom(a, net.Bits()+int(bits)).String(), span)
}

// address is the nth one of a network with so many bits for its hosts.
func address(net netip.Prefix, n *big.Int, bits int, span nhi.Span) *value {
	if n.Sign() < 0 || n.BitLen() > bits {
		return nil
	}
	a, ok := plus(net.Addr(), n)
	if !ok {
		return nil
	}
	return text(a.String(), span)
}

func plus(a netip.Addr, n *big.Int) (netip.Addr, bool) {
	raw := a.AsSlice()
	sum := new(big.Int).Add(new(big.Int).SetBytes(raw), n)
	if sum.BitLen() > 8*len(raw) {
		return netip.Addr{}, false
	}
	return netip.AddrFromSlice(sum.FillBytes(raw))
}
