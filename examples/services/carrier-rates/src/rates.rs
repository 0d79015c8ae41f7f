/// What a carrier charges: a base price and a price for each kilogram, in cents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    pub carrier: &'static str,
    pub base: u32,
    pub per_kilogram: u32,
}

impl Rate {
    pub fn price(&self, kilograms: u32) -> u32 {
        self.base + self.per_kilogram * kilograms
    }
}

/// The cheapest carrier for a parcel.
pub fn cheapest(rates: &[Rate], kilograms: u32) -> Option<Rate> {
    rates.iter().copied().min_by_key(|rate| rate.price(kilograms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heavy_parcels_go_where_kilograms_are_cheap() {
        let light = Rate { carrier: "light", base: 100, per_kilogram: 90 };
        let heavy = Rate { carrier: "heavy", base: 500, per_kilogram: 10 };
        assert_eq!(cheapest(&[light, heavy], 1), Some(light));
        assert_eq!(cheapest(&[light, heavy], 20), Some(heavy));
    }
}
