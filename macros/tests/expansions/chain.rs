/// Finds the arm of the spiral that a point of the plane lies on.
///
/// # Shapes
///
/// `[2]` to `[3]`:
///
/// ```text
///   step    layer   in     out    params
///   hidden  Linear  [2]    [100]     300
///   relu    Relu    [100]  [100]       0
///   logits  Linear  [100]  [3]       303
/// ```
pub struct Spiral<T: ::netwright::scalar::Real = f32> {
    /// `Linear`: `[2]` to `[100]`, 300 parameters.
    ///
    /// ```text
    /// forward   y = W·x + b
    /// backward  dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy
    /// ```
    hidden: ::netwright::layer::Linear<T, 2, 100>,
    /// `Relu`: `[100]` to `[100]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = max(0, x)
    /// backward  dx = dy where x > 0, else 0
    /// ```
    relu: ::netwright::layer::Pointwise<::netwright::layer::Relu, 100>,
    /// `Linear`: `[100]` to `[3]`, 303 parameters.
    ///
    /// ```text
    /// forward   y = W·x + b
    /// backward  dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy
    /// ```
    logits: ::netwright::layer::Linear<T, 100, 3>,
}
const _: () = {
    #[allow(unused_imports)]
    use ::netwright::__private::ClonesNot as _;
    ::netwright::__private::assert_clone::<
        Spiral,
    >("Spiral", ::netwright::__private::Clones::<Spiral>::CLONES)
};
#[allow(clippy::all, clippy::pedantic, clippy::nursery, non_camel_case_types)]
const _: () = {
    use ::netwright::__private as __nw;
    type __hidden<T> = ::netwright::layer::Linear<T, 2, 100>;
    type __relu = ::netwright::layer::Pointwise<::netwright::layer::Relu, 100>;
    type __logits<T> = ::netwright::layer::Linear<T, 100, 3>;
    ::netwright::__plain_struct!(
        T in [T : ::netwright::scalar::Real] Spiral[T] { hidden : __hidden < T >, relu :
        __relu, logits : __logits < T > }
    );
    impl<T: ::netwright::scalar::Real> __nw::Parameters<T> for Spiral<T> {
        type Over<TOther: __nw::Real> = Spiral<TOther>;
        const SCHEMA: &'static __nw::Schema = &__nw::Schema::Fields {
            fields: &[
                __nw::Field::new(
                    "hidden",
                    ::core::mem::offset_of!(Self, hidden),
                    <__hidden<T> as __nw::Parameters<T>>::SCHEMA,
                ),
                __nw::Field::new(
                    "logits",
                    ::core::mem::offset_of!(Self, logits),
                    <__logits<T> as __nw::Parameters<T>>::SCHEMA,
                ),
            ],
        };
    }
    impl<T: ::netwright::scalar::Real> __nw::Layer<T> for Spiral<T> {
        type In = __nw::Const<2>;
        type Out = __nw::Const<3>;
        type Scratch = [T; 100];
        const AXES: ::core::option::Option<__nw::Shape> = ::core::option::Option::Some(
            <<Self as __nw::Network>::InputShape as __nw::ShapeType>::SHAPE,
        );
        const OUTPUT: __nw::Shape = <<Self as __nw::Network>::OutputShape as __nw::ShapeType>::SHAPE;
        const STEPS: &'static [__nw::Step] = &[
            __nw::Step {
                name: "hidden",
                layer: "Linear",
                from: &["input"],
                inputs: &[__nw::Shape::new(&[2])],
                output: __nw::Shape::new(&[100]),
                ..__nw::step::<T, __hidden<T>>()
            },
            __nw::Step {
                name: "relu",
                layer: "Relu",
                from: &["hidden"],
                inputs: &[__nw::Shape::new(&[100])],
                output: __nw::Shape::new(&[100]),
                ..__nw::step::<T, __relu>()
            },
            __nw::Step {
                name: "logits",
                layer: "Linear",
                from: &["relu"],
                inputs: &[__nw::Shape::new(&[100])],
                output: __nw::Shape::new(&[3]),
                ..__nw::step::<T, __logits<T>>()
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
                    if let ::core::option::Option::Some(output) = __nw::infer_pair(
                        (&self.hidden, &self.relu),
                        (&self.logits, &()),
                        simd,
                        input,
                        output,
                    ) {
                        let (_, relu) = slots.step::<__nw::Const<100>>(0);
                        __nw::infer_with_epilogue(
                            &self.hidden,
                            &self.relu,
                            simd,
                            __nw::Infer::new(input, relu),
                        );
                        let values = slots.last();
                        __nw::Layer::<
                            T,
                        >::infer(
                            &self.logits,
                            simd,
                            __nw::Infer::new(values.value::<__nw::Const<100>>(0), output),
                        );
                    }
                },
            );
        }
    }
    #[if_train]
    /// Memory of a pass through [`Spiral`], kept from forward to backward.
    pub struct SpiralSaved<T: ::netwright::scalar::Real, Batch: __nw::Dim> {
        hidden: <__hidden<T> as __nw::Differentiable<T>>::Saved<Batch>,
        relu: __nw::Record<T, __relu, Batch>,
        logits: <__logits<T> as __nw::Differentiable<T>>::Saved<Batch>,
    }
    #[if_train]
    impl<T: ::netwright::scalar::Real, Batch: __nw::Dim> ::core::default::Default
    for SpiralSaved<T, Batch> {
        fn default() -> Self {
            Self {
                hidden: ::core::default::Default::default(),
                relu: ::core::default::Default::default(),
                logits: ::core::default::Default::default(),
            }
        }
    }
    #[if_train]
    impl<T: ::netwright::scalar::Real, Batch: __nw::Dim> __nw::Saved<Batch>
    for SpiralSaved<T, Batch> {
        fn reserve(&mut self, batch: Batch) {
            __nw::Saved::reserve(&mut self.hidden, batch);
            __nw::Saved::reserve(&mut self.relu, batch);
            __nw::Saved::reserve(&mut self.logits, batch);
        }
    }
    #[if_train]
    impl<T: ::netwright::scalar::Real> __nw::Differentiable<T> for Spiral<T> {
        type Saved<Batch: __nw::Dim> = SpiralSaved<T, Batch>;
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
                    __nw::infer_with_epilogue(
                        &self.hidden,
                        &self.relu,
                        simd,
                        __nw::Infer::new(input, saved.relu.value.view_mut(batch)),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.logits,
                        simd,
                        __nw::Forward::new(
                            saved.relu.value.view(batch),
                            output,
                            &mut saved.logits,
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
                    let pass = __nw::Backward::new(
                        saved.relu.value.view(batch),
                        output,
                        &mut saved.logits,
                        output_gradient,
                        ::core::option::Option::Some(saved.relu.gradient.view_mut(batch)),
                    );
                    __nw::backward_through(
                        &self.logits,
                        &self.relu,
                        simd,
                        pass,
                        &mut gradient.logits,
                    );
                    let pass = __nw::Backward::new(
                        input,
                        saved.relu.value.view(batch),
                        &mut saved.hidden,
                        saved.relu.gradient.view(batch),
                        input_gradient,
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.hidden, simd, pass, &mut gradient.hidden);
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
                        "hidden",
                        &self.hidden,
                        &saved.hidden,
                        batch,
                        __nw::Kept::WithNext,
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "relu",
                        &self.relu,
                        &saved.relu.saved,
                        batch,
                        __nw::Kept::of(&saved.relu, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "logits",
                        &self.logits,
                        &saved.logits,
                        batch,
                        __nw::Kept::Output,
                    ),
                );
        }
        fn initialize(&mut self, _: __nw::Init, rng: &mut dyn __nw::Rng) {
            let _ = &rng;
            __nw::Differentiable::<
                T,
            >::initialize(&mut self.hidden, __nw::Init::KaimingUniform, rng);
            __nw::Differentiable::<
                T,
            >::initialize(&mut self.logits, __nw::Init::Default, rng);
        }
    }
    impl<T: ::netwright::scalar::Real> __nw::Signature for Spiral<T> {
        type Scalar = T;
        type InDim = __nw::Const<2>;
        type Inputs = __nw::Const<2>;
        type OutDim = __nw::Const<3>;
        type Meaning = <Self as __nw::OutputMeaning>::Given<__nw::Logits>;
    }
    impl<T: ::netwright::scalar::Real> __nw::OutputMeaning for Spiral<T> {
        type Given<TInput: __nw::Meaning> = __nw::Logits;
    }
    impl<T: ::netwright::scalar::Real> __nw::Network for Spiral<T> {
        type InputShape = __nw::Rank1<__nw::typenum::U2>;
        type OutputShape = __nw::Rank1<__nw::typenum::U3>;
        const NAME: &'static str = "Spiral";
    }
    impl<T: ::netwright::scalar::Real> __nw::Classifier for Spiral<T> {
        type Class = ::core::primitive::usize;
        fn class_at(index: ::core::primitive::usize) -> ::core::primitive::usize {
            index
        }
    }
    impl<T: ::netwright::scalar::Real> __nw::Counted for Spiral<T> {
        type Parameters = __nw::typenum::U603;
        type Steps = (
            __nw::StepType<
                __nw::Rank1<__nw::typenum::U2>,
                __nw::Rank1<__nw::typenum::U100>,
                __nw::typenum::U300,
            >,
            (
                __nw::StepType<
                    __nw::Rank1<__nw::typenum::U100>,
                    __nw::Rank1<__nw::typenum::U100>,
                    __nw::typenum::U0,
                >,
                (
                    __nw::StepType<
                        __nw::Rank1<__nw::typenum::U100>,
                        __nw::Rank1<__nw::typenum::U3>,
                        __nw::typenum::U303,
                    >,
                    (),
                ),
            ),
        );
        type Decimal = __nw::Const<
            {
                <Spiral<
                    ::core::primitive::f32,
                > as __nw::Parameters<::core::primitive::f32>>::COUNT
            },
        >;
    }
    const _: () = __nw::assert_counted::<Spiral<::core::primitive::f32>>();
    impl<T: ::netwright::scalar::Real> __nw::Takes<2> for Spiral<T> {}
    impl<T: ::netwright::scalar::Real> __nw::Gives<3> for Spiral<T> {}
    impl<T: ::netwright::scalar::Real> __nw::ClassifierOf<3> for Spiral<T> {}
    #[allow(dead_code)]
    impl Spiral {
        /// The number of parameters.
        pub const PARAMS: usize = <Self as __nw::Network>::PARAMS;
        /// The multiply-accumulate operations of the matrices, for one sample.
        pub const MACS: usize = <Self as __nw::Layer<::core::primitive::f32>>::MACS;
        /// The bytes of the activations and the output of one sample at inference.
        pub const RAM_BYTES: usize = <Self as __nw::Network>::RAM_BYTES;
        /// The bytes of the parameters and statistics.
        pub const FLASH_BYTES: usize = <Self as __nw::Network>::FLASH_BYTES;
        /// The steps with their shapes.
        pub const STEPS: &'static [__nw::Step] = <Self as __nw::Layer<
            ::core::primitive::f32,
        >>::STEPS;
        /// The table of the steps, with shapes and numbers of parameters.
        #[must_use]
        pub fn summary() -> __nw::Summary {
            <Self as __nw::Describe>::summary()
        }
        /// The graph in the language of Mermaid.
        #[must_use]
        pub fn mermaid() -> __nw::Mermaid {
            <Self as __nw::Describe>::mermaid()
        }
        /// The graph in the language DOT, for Graphviz.
        #[must_use]
        pub fn dot() -> __nw::Dot {
            <Self as __nw::Describe>::dot()
        }
        #[if_train]
        /// A network with all parameters zero, created in place on the heap; also the place for
        /// gradients.
        #[must_use]
        pub fn zeros() -> __nw::Box<Self> {
            <Self as __nw::Trainable>::zeros()
        }
        #[if_train]
        /// A network with random initial parameters, created in place on the heap.
        #[must_use]
        pub fn init(rng: &mut impl __nw::Rng) -> __nw::Box<Self> {
            <Self as __nw::Trainable>::init(rng)
        }
        #[if_weights]
        /// A network with the parameters of a safetensors file, which must fit it in everything.
        pub fn load(
            path: impl ::core::convert::AsRef<__nw::FilePath>,
        ) -> ::core::result::Result<__nw::Box<Self>, __nw::Error> {
            <Self as __nw::Persist>::load(path)
        }
    }
};
