package data

// Currencies are the ISO codes of the currencies that sums of money are known
// in, those first that a query is completed with first.
var Currencies = []string{
	"KRW", "USD", "EUR", "JPY", "CNY", "GBP", "AUD", "CAD", "CHF", "SGD", "HKD", "TWD", "NZD", "INR", "IDR", "VND", "THB",
	"MYR", "PHP", "AED", "SAR", "QAR", "KWD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "ILS", "BRL", "MXN", "CLP",
	"ZAR", "RUB", "UAH", "KZT", "UZS", "MNT", "EGP",
}
