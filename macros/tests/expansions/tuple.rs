/// # Shapes
///
/// `[1, 2, 2]` to `[H]`:
///
/// ```text
///   step  layer       in         out                  params
///   0     Flatten     [1, 2, 2]  [4]                       0
///   1     Dropout     [4]        [4]                       0
///   2     Linear      [4]        [HIDDEN]  4·HIDDEN + HIDDEN
///   3     Tanh        [HIDDEN]   [HIDDEN]                  0
///   4     Linear      [HIDDEN]   [H]            HIDDEN·H + H
///   5     LogSoftmax  [H]        [H]                       0
/// ```
pub(crate) struct Tuple<const H: usize = 5, T: ::netwright::scalar::Real = f32>(
    /// `Flatten`: `[1, 2, 2]` to `[4]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = x, as a flat vector
    /// backward  dx = dy
    /// ```
    ::netwright::layer::Flatten<4>,
    /// `Dropout`: `[4]` to `[4]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = m ⊙ x in training, with m = 0 or 1/(1 - p) at random; y = x at inference
    /// backward  dx = m ⊙ dy
    /// ```
    ::netwright::layer::Dropout<4, { ::core::primitive::f64::to_bits(0.25) }>,
    /// `Linear`: `[4]` to `[HIDDEN]`, 4·HIDDEN + HIDDEN parameters.
    ///
    /// ```text
    /// forward   y = W·x + b
    /// backward  dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy
    /// ```
    ::netwright::layer::Linear<T, 4, { HIDDEN }>,
    /// `Tanh`: `[HIDDEN]` to `[HIDDEN]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = tanh(x)
    /// backward  dx = dy ⊙ (1 - y²)
    /// ```
    ::netwright::layer::Pointwise<::netwright::layer::Tanh, { HIDDEN }>,
    /// `Linear`: `[HIDDEN]` to `[H]`, HIDDEN·H + H parameters.
    ///
    /// ```text
    /// forward   y = W·x + b
    /// backward  dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy
    /// ```
    ::netwright::layer::Linear<T, { HIDDEN }, H>,
    /// `LogSoftmax`: `[H]` to `[H]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = x - ln Σ exp(x)
    /// backward  dx = dy - exp(y)·Σ dy
    /// ```
    ::netwright::layer::Columnwise<::netwright::layer::LogSoftmax, H>,
);
const _: () = ::netwright::__private::assert_positive("2", HIDDEN);
const _: () = ::netwright::__private::assert_sizes::<
    ::core::primitive::f32,
    Tuple,
>("Tuple");
const _: () = {
    #[allow(unused_imports)]
    use ::netwright::__private::ClonesNot as _;
    ::netwright::__private::assert_clone::<
        Tuple,
    >("Tuple", ::netwright::__private::Clones::<Tuple>::CLONES)
};
#[allow(clippy::all, clippy::pedantic, clippy::nursery, non_camel_case_types)]
const _: () = {
    use ::netwright::__private as __nw;
    type __0 = ::netwright::layer::Flatten<4>;
    type __1 = ::netwright::layer::Dropout<4, { ::core::primitive::f64::to_bits(0.25) }>;
    type __2<T> = ::netwright::layer::Linear<T, 4, { HIDDEN }>;
    type __3 = ::netwright::layer::Pointwise<::netwright::layer::Tanh, { HIDDEN }>;
    type __4<const H: usize, T> = ::netwright::layer::Linear<T, { HIDDEN }, H>;
    type __5<const H: usize> = ::netwright::layer::Columnwise<
        ::netwright::layer::LogSoftmax,
        H,
    >;
    ::netwright::__plain_struct!(
        T in [const H : usize, T : ::netwright::scalar::Real] Tuple[H, T] { 0 : __0, 1 :
        __1, 2 : __2 < T >, 3 : __3, 4 : __4 < H, T >, 5 : __5 < H > }
    );
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::Parameters<T>
    for Tuple<H, T> {
        type Over<TOther: __nw::Real> = Tuple<H, TOther>;
        const SCHEMA: &'static __nw::Schema = &__nw::Schema::Fields {
            fields: &[
                __nw::Field::new(
                    "2",
                    ::core::mem::offset_of!(Self, 2),
                    <__2<T> as __nw::Parameters<T>>::SCHEMA,
                ),
                __nw::Field::new(
                    "4",
                    ::core::mem::offset_of!(Self, 4),
                    <__4<H, T> as __nw::Parameters<T>>::SCHEMA,
                ),
            ],
        };
    }
    ///The memory of one sample at inference with [`Tuple`].
    pub struct TupleScratch<const H: usize, T: ::netwright::scalar::Real>(
        __nw::Chain<
            <__nw::Const<{ HIDDEN }> as __nw::Features>::Vector<T>,
            __nw::Chain<<__nw::Const<H> as __nw::Features>::Vector<T>, ()>,
        >,
    );
    ::netwright::__plain_struct!(
        T in [const H : usize, T : ::netwright::scalar::Real] TupleScratch[H, T] { 0 :
        __nw::Chain < < __nw::Const < { HIDDEN } > as __nw::Features > ::Vector < T >,
        __nw::Chain < < __nw::Const < H > as __nw::Features > ::Vector < T >, () > > }
    );
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::Layer<T> for Tuple<H, T> {
        type In = __nw::Const<4>;
        type Out = __nw::Const<H>;
        type Scratch = __nw::PerSample<TupleScratch<H, T>>;
        const AXES: ::core::option::Option<__nw::Shape> = ::core::option::Option::Some(
            <<Self as __nw::Network>::InputShape as __nw::ShapeType>::SHAPE,
        );
        const OUTPUT: __nw::Shape = <<Self as __nw::Network>::OutputShape as __nw::ShapeType>::SHAPE;
        const STEPS: &'static [__nw::Step] = &[
            __nw::Step {
                name: "0",
                layer: "Flatten",
                from: &["input"],
                inputs: &[__nw::Shape::new(&[1, 2, 2])],
                output: __nw::Shape::new(&[4]),
                ..__nw::step::<T, __0>()
            },
            __nw::Step {
                name: "1",
                layer: "Dropout",
                from: &["0"],
                inputs: &[__nw::Shape::new(&[4])],
                output: __nw::Shape::new(&[4]),
                ..__nw::step::<T, __1>()
            },
            __nw::Step {
                name: "2",
                layer: "Linear",
                from: &["1"],
                inputs: &[__nw::Shape::new(&[4])],
                output: __nw::Shape::new(&[HIDDEN]),
                ..__nw::step::<T, __2<T>>()
            },
            __nw::Step {
                name: "3",
                layer: "Tanh",
                from: &["2"],
                inputs: &[__nw::Shape::new(&[HIDDEN])],
                output: __nw::Shape::new(&[HIDDEN]),
                ..__nw::step::<T, __3>()
            },
            __nw::Step {
                name: "4",
                layer: "Linear",
                from: &["3"],
                inputs: &[__nw::Shape::new(&[HIDDEN])],
                output: __nw::Shape::new(&[H]),
                ..__nw::step::<T, __4<H, T>>()
            },
            __nw::Step {
                name: "5",
                layer: "LogSoftmax",
                from: &["4"],
                inputs: &[__nw::Shape::new(&[H])],
                output: __nw::Shape::new(&[H]),
                ..__nw::step::<T, __5<H>>()
            },
        ];
        const MACS: usize = __nw::macs(Self::STEPS);
        #[cfg_attr(not(debug_assertions), inline(always))]
        fn infer<Batch: __nw::Dim, Set: __nw::Simd>(
            &self,
            simd: Set,
            pass: __nw::Infer<'_, T, Self, Batch>,
        ) {
            let __nw::Infer { input, output, scratch, .. } = pass;
            simd.run(
                #[inline(always)]
                move || {
                    let mut slots = __nw::Slots::new(scratch, input.shape_generic().1);
                    let (_, step3) = slots.step::<__nw::Const<{ HIDDEN }>>(0);
                    __nw::infer_with_epilogue(
                        &self.2,
                        &self.3,
                        simd,
                        __nw::Infer::new(input, step3),
                    );
                    let (values, step4) = slots.step::<__nw::Const<H>>(HIDDEN);
                    __nw::Layer::<
                        T,
                    >::infer(
                        &self.4,
                        simd,
                        __nw::Infer::new(
                            values.value::<__nw::Const<{ HIDDEN }>>(0),
                            step4,
                        ),
                    );
                    let values = slots.last();
                    __nw::Layer::<
                        T,
                    >::infer(
                        &self.5,
                        simd,
                        __nw::Infer::new(values.value::<__nw::Const<H>>(HIDDEN), output),
                    );
                },
            );
        }
    }
    #[if_train]
    /// Memory of a pass through [`Tuple`], kept from forward to backward.
    pub struct TupleSaved<
        const H: usize,
        T: ::netwright::scalar::Real,
        Batch: __nw::Dim,
    > {
        step0: __nw::Record<T, __0, Batch>,
        step1: __nw::Record<T, __1, Batch>,
        step2: <__2<T> as __nw::Differentiable<T>>::Saved<Batch>,
        step3: __nw::Record<T, __3, Batch>,
        step4: __nw::Record<T, __4<H, T>, Batch>,
        step5: <__5<H> as __nw::Differentiable<T>>::Saved<Batch>,
    }
    #[if_train]
    impl<
        const H: usize,
        T: ::netwright::scalar::Real,
        Batch: __nw::Dim,
    > ::core::default::Default for TupleSaved<H, T, Batch> {
        fn default() -> Self {
            Self {
                step0: ::core::default::Default::default(),
                step1: ::core::default::Default::default(),
                step2: ::core::default::Default::default(),
                step3: ::core::default::Default::default(),
                step4: ::core::default::Default::default(),
                step5: ::core::default::Default::default(),
            }
        }
    }
    #[if_train]
    impl<
        const H: usize,
        T: ::netwright::scalar::Real,
        Batch: __nw::Dim,
    > __nw::Saved<Batch> for TupleSaved<H, T, Batch> {
        fn reserve(&mut self, batch: Batch) {
            __nw::Saved::reserve(&mut self.step0, batch);
            __nw::Saved::reserve(&mut self.step1, batch);
            __nw::Saved::reserve(&mut self.step2, batch);
            __nw::Saved::reserve(&mut self.step3, batch);
            __nw::Saved::reserve(&mut self.step4, batch);
            __nw::Saved::reserve(&mut self.step5, batch);
        }
    }
    #[if_train]
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::Differentiable<T>
    for Tuple<H, T> {
        type Saved<Batch: __nw::Dim> = TupleSaved<H, T, Batch>;
        const TRAINING_SCRATCH: __nw::ScratchSize = __nw::ScratchSize::NONE;
        fn forward_train<Batch: __nw::Dim, Set: __nw::Simd>(
            &self,
            simd: Set,
            pass: __nw::Forward<'_, T, Self, Batch>,
        ) {
            let __nw::Forward { input, output, saved, rng, .. } = pass;
            let batch = input.shape_generic().1;
            simd.run(
                #[inline(always)]
                move || {
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.0,
                        simd,
                        __nw::Forward::new(
                            input,
                            saved.step0.value.view_mut(batch),
                            &mut saved.step0.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.1,
                        simd,
                        __nw::Forward::new(
                            saved.step0.value.view(batch),
                            saved.step1.value.view_mut(batch),
                            &mut saved.step1.saved,
                            rng,
                        ),
                    );
                    __nw::infer_with_epilogue(
                        &self.2,
                        &self.3,
                        simd,
                        __nw::Infer::new(
                            saved.step1.value.view(batch),
                            saved.step3.value.view_mut(batch),
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.4,
                        simd,
                        __nw::Forward::new(
                            saved.step3.value.view(batch),
                            saved.step4.value.view_mut(batch),
                            &mut saved.step4.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.5,
                        simd,
                        __nw::Forward::new(
                            saved.step4.value.view(batch),
                            output,
                            &mut saved.step5,
                            rng,
                        ),
                    );
                },
            );
        }
        fn backward<Batch: __nw::Dim, Set: __nw::Simd>(
            &self,
            simd: Set,
            pass: __nw::Backward<'_, T, Self, Batch>,
            gradient: &mut Self,
        ) {
            let __nw::Backward {
                input,
                output,
                saved,
                output_gradient,
                input_gradient,
                ..
            } = pass;
            let batch = input.shape_generic().1;
            simd.run(
                #[inline(always)]
                move || {
                    let wanted = input_gradient.is_some();
                    let pass = __nw::Backward::new(
                        saved.step4.value.view(batch),
                        output,
                        &mut saved.step5,
                        output_gradient,
                        ::core::option::Option::Some(
                            saved.step4.gradient.view_mut(batch),
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.5, simd, pass, &mut gradient.5);
                    let pass = __nw::Backward::new(
                        saved.step3.value.view(batch),
                        saved.step4.value.view(batch),
                        &mut saved.step4.saved,
                        saved.step4.gradient.view(batch),
                        ::core::option::Option::Some(
                            saved.step3.gradient.view_mut(batch),
                        ),
                    );
                    __nw::backward_through(
                        &self.4,
                        &self.3,
                        simd,
                        pass,
                        &mut gradient.4,
                    );
                    let pass = __nw::Backward::new(
                        saved.step1.value.view(batch),
                        saved.step3.value.view(batch),
                        &mut saved.step2,
                        saved.step3.gradient.view(batch),
                        if wanted {
                            ::core::option::Option::Some(
                                saved.step1.gradient.view_mut(batch),
                            )
                        } else {
                            ::core::option::Option::None
                        },
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.2, simd, pass, &mut gradient.2);
                    if wanted {
                        let pass = __nw::Backward::new(
                            saved.step0.value.view(batch),
                            saved.step1.value.view(batch),
                            &mut saved.step1.saved,
                            saved.step1.gradient.view(batch),
                            ::core::option::Option::Some(
                                saved.step0.gradient.view_mut(batch),
                            ),
                        );
                        __nw::Differentiable::<
                            T,
                        >::backward(&self.1, simd, pass, &mut gradient.1);
                    }
                    if wanted {
                        let pass = __nw::Backward::new(
                            input,
                            saved.step0.value.view(batch),
                            &mut saved.step0.saved,
                            saved.step0.gradient.view(batch),
                            input_gradient,
                        );
                        __nw::Differentiable::<
                            T,
                        >::backward(&self.0, simd, pass, &mut gradient.0);
                    }
                },
            );
        }
        fn inspect<'saved, Batch: __nw::Dim, Each: __nw::Inspector<'saved, T>>(
            &self,
            saved: &'saved Self::Saved<Batch>,
            batch: Batch,
            inspector: &mut Each,
        ) {
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "0",
                        &self.0,
                        &saved.step0.saved,
                        batch,
                        __nw::Kept::of(&saved.step0, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "1",
                        &self.1,
                        &saved.step1.saved,
                        batch,
                        __nw::Kept::of(&saved.step1, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new("2", &self.2, &saved.step2, batch, __nw::Kept::WithNext),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "3",
                        &self.3,
                        &saved.step3.saved,
                        batch,
                        __nw::Kept::of(&saved.step3, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "4",
                        &self.4,
                        &saved.step4.saved,
                        batch,
                        __nw::Kept::of(&saved.step4, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new("5", &self.5, &saved.step5, batch, __nw::Kept::Output),
                );
        }
        fn initialize(&mut self, _: __nw::Init, rng: &mut dyn __nw::Rng) {
            let _ = &rng;
            __nw::Differentiable::<
                T,
            >::initialize(&mut self.2, __nw::Init::XavierUniform, rng);
            __nw::Differentiable::<T>::initialize(&mut self.4, __nw::Init::Default, rng);
        }
    }
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::Signature for Tuple<H, T> {
        type Scalar = T;
        type InDim = __nw::Const<4>;
        type Inputs = __nw::Const<4>;
        type OutDim = __nw::Const<H>;
        type Meaning = <Self as __nw::OutputMeaning>::Given<__nw::Logits>;
    }
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::OutputMeaning
    for Tuple<H, T> {
        type Given<TInput: __nw::Meaning> = __nw::LogProbabilities;
    }
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::Network for Tuple<H, T> {
        type InputShape = __nw::Rank3<
            __nw::typenum::U1,
            __nw::typenum::U2,
            __nw::typenum::U2,
        >;
        type OutputShape = __nw::Rank1<__nw::Const<H>>;
        const NAME: &'static str = "Tuple";
    }
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::Classifier for Tuple<H, T> {
        type Class = ::core::primitive::usize;
        fn class_at(index: ::core::primitive::usize) -> ::core::primitive::usize {
            index
        }
    }
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::Takes<4> for Tuple<H, T> {}
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::Gives<H> for Tuple<H, T> {}
    impl<const H: usize, T: ::netwright::scalar::Real> __nw::ClassifierOf<H>
    for Tuple<H, T> {}
    #[allow(dead_code)]
    impl<const H: usize> Tuple<H> {
        /// The number of parameters.
        pub(crate) const PARAMS: usize = <Self as __nw::Network>::PARAMS;
        /// The multiply-accumulate operations of the matrices, for one sample.
        pub(crate) const MACS: usize = <Self as __nw::Layer<
            ::core::primitive::f32,
        >>::MACS;
        /// The bytes of the activations and the output of one sample at inference.
        pub(crate) const RAM_BYTES: usize = <Self as __nw::Network>::RAM_BYTES;
        /// The bytes of the parameters and statistics.
        pub(crate) const FLASH_BYTES: usize = <Self as __nw::Network>::FLASH_BYTES;
        /// The steps with their shapes.
        pub(crate) const STEPS: &'static [__nw::Step] = <Self as __nw::Layer<
            ::core::primitive::f32,
        >>::STEPS;
        /// The table of the steps, with shapes and numbers of parameters.
        #[must_use]
        pub(crate) fn summary() -> __nw::Summary {
            <Self as __nw::Describe>::summary()
        }
        /// The graph in the language of Mermaid.
        #[must_use]
        pub(crate) fn mermaid() -> __nw::Mermaid {
            <Self as __nw::Describe>::mermaid()
        }
        /// The graph in the language DOT, for Graphviz.
        #[must_use]
        pub(crate) fn dot() -> __nw::Dot {
            <Self as __nw::Describe>::dot()
        }
        #[if_train]
        /// A network with all parameters zero, created in place on the heap; also the place for
        /// gradients.
        #[must_use]
        pub(crate) fn zeros() -> __nw::Box<Self> {
            <Self as __nw::Trainable>::zeros()
        }
        #[if_train]
        /// A network with random initial parameters, created in place on the heap.
        #[must_use]
        pub(crate) fn init(rng: &mut impl __nw::Rng) -> __nw::Box<Self> {
            <Self as __nw::Trainable>::init(rng)
        }
        #[if_weights]
        /// A network with the parameters of a safetensors file, which must fit it in everything.
        pub(crate) fn load(
            path: impl ::core::convert::AsRef<__nw::FilePath>,
        ) -> ::core::result::Result<__nw::Box<Self>, __nw::Error> {
            <Self as __nw::Persist>::load(path)
        }
    }
};
