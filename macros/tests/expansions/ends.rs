/// # Shapes
///
/// `image` `[1, 2, 3]`, `age` `[1]` to `digit` `[3]`, `years` `[1]`:
///
/// ```text
///   step      layer    in         out  params
///   flat      Flatten  [1, 2, 3]  [6]       0
///   all       Concat   [6] + [1]  [7]       0
///   tanh      Tanh     [7]        [7]       0
///   scores    Linear   [7]        [3]      24
///   estimate  Linear   [7]        [1]       8
/// ```
pub struct Face<T: ::netwright::scalar::Real = f32> {
    /// `Flatten`: `[1, 2, 3]` to `[6]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = x, as a flat vector
    /// backward  dx = dy
    /// ```
    flat: ::netwright::layer::Flatten<6>,
    /// `Concat`: `[6]` + `[1]` to `[7]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = (x1; x2; …)
    /// backward  dxk = the rows of dy that came from xk
    /// ```
    all: ::netwright::layer::Concat<
        (::netwright::nalgebra::Const<6>, ::netwright::nalgebra::Const<1>),
        7,
    >,
    /// `Tanh`: `[7]` to `[7]`, 0 parameters.
    ///
    /// ```text
    /// forward   y = tanh(x)
    /// backward  dx = dy ⊙ (1 - y²)
    /// ```
    tanh: ::netwright::layer::Pointwise<::netwright::layer::Tanh, 7>,
    /// `Linear`: `[7]` to `[3]`, 24 parameters.
    ///
    /// ```text
    /// forward   y = W·x + b
    /// backward  dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy
    /// ```
    scores: ::netwright::layer::Linear<T, 7, 3>,
    /// `Linear`: `[7]` to `[1]`, 8 parameters.
    ///
    /// ```text
    /// forward   y = W·x + b
    /// backward  dx = Wᵀ·dy,  dW = dy·xᵀ,  db = dy
    /// ```
    estimate: ::netwright::layer::Linear<T, 7, 1>,
}
/// A sample for [`Face`]: the features of each by its name.
#[allow(dead_code, clippy::all, clippy::pedantic)]
#[repr(C)]
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq
)]
pub struct FaceInput<T: ::netwright::scalar::Real = f32> {
    /// `[1, 2, 3]`.
    pub image: [T; 6],
    /// `[1]`.
    pub age: [T; 1],
}
/// The outputs for one sample of [`Face`]: the features of each by its name.
#[allow(dead_code, clippy::all, clippy::pedantic)]
#[repr(C)]
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq
)]
pub struct FaceOutput<T: ::netwright::scalar::Real = f32> {
    /// `[3]`.
    pub digit: [T; 3],
    /// `[1]`.
    pub years: [T; 1],
}
/// The output `digit` of [`Face`].
#[doc(hidden)]
#[allow(
    non_camel_case_types,
    missing_debug_implementations,
    clippy::all,
    clippy::pedantic
)]
pub struct Face_digit<N>(::core::marker::PhantomData<N>);
/// The output `years` of [`Face`].
#[doc(hidden)]
#[allow(
    non_camel_case_types,
    missing_debug_implementations,
    clippy::all,
    clippy::pedantic
)]
pub struct Face_years<N>(::core::marker::PhantomData<N>);
#[if_train]
/// The target for one sample of [`Face`]: that of each output by its name.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq
)]
#[allow(dead_code, clippy::all, clippy::pedantic)]
pub struct FaceTarget<Y0, Y1> {
    #[allow(missing_docs)]
    pub digit: Y0,
    #[allow(missing_docs)]
    pub years: Y1,
}
#[if_train]
/// A loss for each output of [`Face`]; the whole is their sum. `weight(0.1)` lets one count for less.
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::default::Default,
    ::core::cmp::PartialEq,
)]
#[allow(dead_code, clippy::all, clippy::pedantic)]
pub struct FaceLoss<L0, L1> {
    #[allow(missing_docs)]
    pub digit: L0,
    #[allow(missing_docs)]
    pub years: L1,
}
const _: () = {
    #[allow(unused_imports)]
    use ::netwright::__private::ClonesNot as _;
    ::netwright::__private::assert_clone::<
        Face,
    >("Face", ::netwright::__private::Clones::<Face>::CLONES)
};
#[allow(clippy::all, clippy::pedantic, clippy::nursery, non_camel_case_types)]
const _: () = {
    use ::netwright::__private as __nw;
    type __flat = ::netwright::layer::Flatten<6>;
    type __all = ::netwright::layer::Concat<
        (::netwright::nalgebra::Const<6>, ::netwright::nalgebra::Const<1>),
        7,
    >;
    type __tanh = ::netwright::layer::Pointwise<::netwright::layer::Tanh, 7>;
    type __scores<T> = ::netwright::layer::Linear<T, 7, 3>;
    type __estimate<T> = ::netwright::layer::Linear<T, 7, 1>;
    type __outputs = ::netwright::layer::Concat<
        (::netwright::nalgebra::Const<3>, ::netwright::nalgebra::Const<1>),
        4,
    >;
    ::netwright::__plain_struct!(
        T in [T : ::netwright::scalar::Real] Face[T] { flat : __flat, all : __all, tanh :
        __tanh, scores : __scores < T >, estimate : __estimate < T > }
    );
    ::netwright::__plain_struct!(
        T in [T : ::netwright::scalar::Real] FaceInput[T] { image : [T; 6], age : [T; 1]
        }
    );
    impl<T: ::netwright::scalar::Real> __nw::Sample<T, 7> for FaceInput<T> {
        type Batch = __nw::Dyn;
        fn batch(samples: ::core::primitive::usize) -> __nw::Dyn {
            __nw::Dyn(samples)
        }
    }
    impl<T: ::netwright::scalar::Real> __nw::SamplesOf<T, 7> for FaceInput<T> {
        type Batch = __nw::Const<1>;
        fn columns(&self) -> __nw::View<'_, T, __nw::Const<7>, __nw::Const<1>> {
            __nw::Sample::column(self)
        }
    }
    ::netwright::__plain_struct!(
        T in [T : ::netwright::scalar::Real] FaceOutput[T] { digit : [T; 3], years : [T;
        1] }
    );
    impl<T: ::netwright::scalar::Real> __nw::Sample<T, 4> for FaceOutput<T> {
        type Batch = __nw::Dyn;
        fn batch(samples: ::core::primitive::usize) -> __nw::Dyn {
            __nw::Dyn(samples)
        }
    }
    impl<T: ::netwright::scalar::Real> __nw::SamplesOf<T, 4> for FaceOutput<T> {
        type Batch = __nw::Const<1>;
        fn columns(&self) -> __nw::View<'_, T, __nw::Const<4>, __nw::Const<1>> {
            __nw::Sample::column(self)
        }
    }
    impl<T: ::netwright::scalar::Real> __nw::HasOutputs for Face_digit<Face<T>> {
        type Shape = __nw::Rank1<__nw::typenum::U3>;
        type Meaning = __nw::Logits;
    }
    impl<T: ::netwright::scalar::Real> __nw::OutputOf for Face_digit<Face<T>> {
        type Network = Face<T>;
        type Dim = __nw::Const<3>;
        const NAME: &'static ::core::primitive::str = "digit";
        const OFFSET: ::core::primitive::usize = 0;
    }
    impl<T: ::netwright::scalar::Real> __nw::HasOutputs for Face_years<Face<T>> {
        type Shape = __nw::Rank1<__nw::typenum::U1>;
        type Meaning = __nw::Logits;
    }
    impl<T: ::netwright::scalar::Real> __nw::OutputOf for Face_years<Face<T>> {
        type Network = Face<T>;
        type Dim = __nw::Const<1>;
        const NAME: &'static ::core::primitive::str = "years";
        const OFFSET: ::core::primitive::usize = 0 + 3;
    }
    #[allow(dead_code)]
    impl<T: ::netwright::scalar::Real> Face<T> {
        /// The output `digit` by itself.
        pub fn digit(&self) -> __nw::OutputView<'_, Face_digit<Self>> {
            __nw::OutputView::of(self)
        }
        /// The output `years` by itself.
        pub fn years(&self) -> __nw::OutputView<'_, Face_years<Self>> {
            __nw::OutputView::of(self)
        }
    }
    #[allow(dead_code)]
    impl<T: ::netwright::scalar::Real> Face<T> {
        /// Returns the outputs for one sample.
        pub fn predict<
            X: __nw::Samples<T, __nw::Const<7>, Batch: __nw::SingleSample>
                + ?::core::marker::Sized,
        >(&self, sample: &X) -> FaceOutput<T> {
            __nw::predict_named(self, sample)
        }
        /// Computes the outputs for one sample in memory of the caller.
        pub fn predict_into<
            'm,
            X: __nw::Samples<T, __nw::Const<7>, Batch: __nw::SingleSample>
                + ?::core::marker::Sized,
        >(
            &self,
            sample: &X,
            memory: &'m mut __nw::Activations<Self>,
        ) -> &'m FaceOutput<T> {
            __nw::predict_named_into(self, sample, memory)
        }
        #[if_alloc]
        /// Returns the outputs for a batch, one for each sample.
        pub fn predict_batch<
            X: __nw::Samples<T, __nw::Const<7>> + ?::core::marker::Sized,
        >(&self, samples: &X) -> __nw::Vec<FaceOutput<T>> {
            __nw::predict_named_batch(self, samples)
        }
    }
    #[if_train]
    impl<
        T: ::netwright::scalar::Real,
        L0,
        Y0,
        L1,
        Y1,
    > __nw::Loss<T, __nw::Const<4>, FaceTarget<Y0, Y1>> for FaceLoss<L0, L1>
    where
        L0: __nw::Loss<T, __nw::Const<3>, Y0>,
        L1: __nw::Loss<T, __nw::Const<1>, Y1>,
    {
        type Outputs = FaceLoss<
            (L0, <L0 as __nw::Loss<T, __nw::Const<3>, Y0>>::Outputs),
            (L1, <L1 as __nw::Loss<T, __nw::Const<1>, Y1>>::Outputs),
        >;
        const PARTS: &'static [&'static ::core::primitive::str] = &["digit", "years"];
        fn sample(
            &self,
            output: &[T],
            target: &FaceTarget<Y0, Y1>,
            gradient: &mut [T],
        ) -> T {
            let mut parts = __nw::SampleParts::of(output, gradient);
            let mut sum = <T as ::core::default::Default>::default();
            let (output, gradient) = parts.step(3);
            sum
                += __nw::Loss::<
                    T,
                    __nw::Const<3>,
                    Y0,
                >::sample(&self.digit, output, &target.digit, gradient);
            let (output, gradient) = parts.step(1);
            sum
                += __nw::Loss::<
                    T,
                    __nw::Const<1>,
                    Y1,
                >::sample(&self.years, output, &target.years, gradient);
            sum
        }
        fn check_target(
            &self,
            row: ::core::primitive::usize,
            target: &FaceTarget<Y0, Y1>,
        ) -> ::core::result::Result<(), __nw::Error> {
            __nw::Loss::<
                T,
                __nw::Const<3>,
                Y0,
            >::check_target(&self.digit, row, &target.digit)?;
            __nw::Loss::<
                T,
                __nw::Const<1>,
                Y1,
            >::check_target(&self.years, row, &target.years)?;
            ::core::result::Result::Ok(())
        }
        fn describe(&self) -> __nw::String {
            __nw::describe_parts(
                &[
                    (
                        "digit",
                        __nw::Loss::<T, __nw::Const<3>, Y0>::describe(&self.digit),
                    ),
                    ("years", __nw::Loss::<T, __nw::Const<1>, Y1>::describe(&self.years)),
                ],
            )
        }
        fn validate(&self) -> ::core::result::Result<(), __nw::Error> {
            __nw::Loss::<T, __nw::Const<3>, Y0>::validate(&self.digit)?;
            __nw::Loss::<T, __nw::Const<1>, Y1>::validate(&self.years)?;
            ::core::result::Result::Ok(())
        }
        #[inline(always)]
        fn batch<Set: __nw::Simd>(
            &self,
            simd: Set,
            mut batch: __nw::LossBatch<'_, T, FaceTarget<Y0, Y1>>,
        ) -> T {
            let (targets, mut begin) = (batch.targets(), 0);
            let mut sum = <T as ::core::default::Default>::default();
            let end = begin + 3;
            let part = targets.part(|target: &FaceTarget<Y0, Y1>| &target.digit);
            let loss = __nw::loss_of_part::<
                T,
                __nw::Const<3>,
                Y0,
                L0,
                Set,
            >(&self.digit, simd, batch.part(begin..end, &part));
            batch.report(0usize, loss);
            sum += loss;
            begin = end;
            let end = begin + 1;
            let part = targets.part(|target: &FaceTarget<Y0, Y1>| &target.years);
            let loss = __nw::loss_of_part::<
                T,
                __nw::Const<1>,
                Y1,
                L1,
                Set,
            >(&self.years, simd, batch.part(begin..end, &part));
            batch.report(1usize, loss);
            sum += loss;
            begin = end;
            let _ = begin;
            sum
        }
    }
    #[if_train]
    impl<
        T: ::netwright::scalar::Real,
        Whole,
        L0,
        O0,
        L1,
        O1,
    > __nw::TakesOutputsOf<Whole, Face<T>> for FaceLoss<(L0, O0), (L1, O1)>
    where
        O0: __nw::TakesOutputsOf<L0, Face_digit<Face<T>>>,
        O1: __nw::TakesOutputsOf<L1, Face_years<Face<T>>>,
    {}
    impl<T: ::netwright::scalar::Real> __nw::Parameters<T> for Face<T> {
        type Over<TOther: __nw::Real> = Face<TOther>;
        const SCHEMA: &'static __nw::Schema = &__nw::Schema::Fields {
            fields: &[
                __nw::Field::new(
                    "scores",
                    ::core::mem::offset_of!(Self, scores),
                    <__scores<T> as __nw::Parameters<T>>::SCHEMA,
                ),
                __nw::Field::new(
                    "estimate",
                    ::core::mem::offset_of!(Self, estimate),
                    <__estimate<T> as __nw::Parameters<T>>::SCHEMA,
                ),
            ],
        };
    }
    impl<T: ::netwright::scalar::Real> __nw::Layer<T> for Face<T> {
        type In = (__nw::Const<6>, __nw::Const<1>);
        type Out = __nw::Const<4>;
        type Scratch = [T; 11];
        const OUTPUT: __nw::Shape = <<Self as __nw::Network>::OutputShape as __nw::ShapeType>::SHAPE;
        const INPUTS: &'static [__nw::NamedInput] = &[
            __nw::NamedInput {
                name: "image",
                shape: __nw::Shape::new(&[1, 2, 3]),
            },
            __nw::NamedInput {
                name: "age",
                shape: __nw::Shape::new(&[1]),
            },
        ];
        const OUTPUTS: &'static [__nw::NamedOutput] = &[
            __nw::NamedOutput {
                name: "digit",
                step: "scores",
                shape: __nw::Shape::new(&[3]),
            },
            __nw::NamedOutput {
                name: "years",
                step: "estimate",
                shape: __nw::Shape::new(&[1]),
            },
        ];
        const STEPS: &'static [__nw::Step] = &[
            __nw::Step {
                name: "flat",
                layer: "Flatten",
                from: &["image"],
                inputs: &[__nw::Shape::new(&[1, 2, 3])],
                output: __nw::Shape::new(&[6]),
                ..__nw::step::<T, __flat>()
            },
            __nw::Step {
                name: "all",
                layer: "Concat",
                from: &["flat", "age"],
                inputs: &[__nw::Shape::new(&[6]), __nw::Shape::new(&[1])],
                output: __nw::Shape::new(&[7]),
                ..__nw::step::<T, __all>()
            },
            __nw::Step {
                name: "tanh",
                layer: "Tanh",
                from: &["all"],
                inputs: &[__nw::Shape::new(&[7])],
                output: __nw::Shape::new(&[7]),
                ..__nw::step::<T, __tanh>()
            },
            __nw::Step {
                name: "scores",
                layer: "Linear",
                from: &["tanh"],
                inputs: &[__nw::Shape::new(&[7])],
                output: __nw::Shape::new(&[3]),
                ..__nw::step::<T, __scores<T>>()
            },
            __nw::Step {
                name: "estimate",
                layer: "Linear",
                from: &["tanh"],
                inputs: &[__nw::Shape::new(&[7])],
                output: __nw::Shape::new(&[1]),
                ..__nw::step::<T, __estimate<T>>()
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
            let (image_input, age_input) = input;
            simd.run(
                #[inline(always)]
                move || {
                    let mut slots = __nw::Slots::new(
                        scratch,
                        image_input.shape_generic().1,
                    );
                    let (_, all) = slots.step::<__nw::Const<7>>(0);
                    __nw::Layer::<
                        T,
                    >::infer(
                        &self.all,
                        simd,
                        __nw::Infer::new((image_input, age_input), all),
                    );
                    let (_, tanh) = slots.step::<__nw::Const<7>>(0);
                    __nw::infer_in_place(&self.tanh, simd, tanh);
                    let (values, scores) = slots.step::<__nw::Const<3>>(7);
                    __nw::Layer::<
                        T,
                    >::infer(
                        &self.scores,
                        simd,
                        __nw::Infer::new(values.value::<__nw::Const<7>>(0), scores),
                    );
                    let (values, estimate) = slots.step::<__nw::Const<1>>(10);
                    __nw::Layer::<
                        T,
                    >::infer(
                        &self.estimate,
                        simd,
                        __nw::Infer::new(values.value::<__nw::Const<7>>(0), estimate),
                    );
                    let values = slots.last();
                    __nw::Layer::<
                        T,
                    >::infer(
                        &<::netwright::layer::Concat<
                            (
                                ::netwright::nalgebra::Const<3>,
                                ::netwright::nalgebra::Const<1>,
                            ),
                            4,
                        > as ::core::default::Default>::default(),
                        simd,
                        __nw::Infer::new(
                            (
                                values.value::<__nw::Const<3>>(7),
                                values.value::<__nw::Const<1>>(10),
                            ),
                            output,
                        ),
                    );
                },
            );
        }
    }
    #[if_train]
    /// Memory of a pass through [`Face`], kept from forward to backward.
    pub struct FaceSaved<T: ::netwright::scalar::Real, Batch: __nw::Dim> {
        flat: __nw::Record<T, __flat, Batch>,
        all: __nw::Record<T, __all, Batch>,
        tanh: __nw::Record<T, __tanh, Batch>,
        scores: __nw::Record<T, __scores<T>, Batch>,
        estimate: __nw::Record<T, __estimate<T>, Batch>,
        outputs: <__outputs as __nw::Differentiable<T>>::Saved<Batch>,
        age_input_gradient: __nw::Buffer<T, __nw::Const<1>, Batch>,
        tanh_part: __nw::Buffer<T, __nw::Const<7>, Batch>,
    }
    #[if_train]
    impl<T: ::netwright::scalar::Real, Batch: __nw::Dim> ::core::default::Default
    for FaceSaved<T, Batch> {
        fn default() -> Self {
            Self {
                flat: ::core::default::Default::default(),
                all: ::core::default::Default::default(),
                tanh: ::core::default::Default::default(),
                scores: ::core::default::Default::default(),
                estimate: ::core::default::Default::default(),
                outputs: ::core::default::Default::default(),
                age_input_gradient: ::core::default::Default::default(),
                tanh_part: ::core::default::Default::default(),
            }
        }
    }
    #[if_train]
    impl<T: ::netwright::scalar::Real, Batch: __nw::Dim> __nw::Saved<Batch>
    for FaceSaved<T, Batch> {
        fn reserve(&mut self, batch: Batch) {
            __nw::Saved::reserve(&mut self.flat, batch);
            __nw::Saved::reserve(&mut self.all, batch);
            __nw::Saved::reserve(&mut self.tanh, batch);
            __nw::Saved::reserve(&mut self.scores, batch);
            __nw::Saved::reserve(&mut self.estimate, batch);
            __nw::Saved::reserve(&mut self.outputs, batch);
            __nw::Saved::reserve(&mut self.age_input_gradient, batch);
            __nw::Saved::reserve(&mut self.tanh_part, batch);
        }
    }
    #[if_train]
    impl<T: ::netwright::scalar::Real> __nw::Differentiable<T> for Face<T> {
        type Saved<Batch: __nw::Dim> = FaceSaved<T, Batch>;
        const TRAINING_SCRATCH: __nw::ScratchSize = __nw::ScratchSize::NONE;
        fn forward_train<Batch: __nw::Dim, Set: __nw::Simd>(
            &self,
            simd: Set,
            pass: __nw::Forward<'_, T, Self, Batch>,
        ) {
            let __nw::Forward { input, output, saved, rng, .. } = pass;
            let (image_input, age_input) = input;
            let batch = image_input.shape_generic().1;
            simd.run(
                #[inline(always)]
                move || {
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.flat,
                        simd,
                        __nw::Forward::new(
                            image_input,
                            saved.flat.value.view_mut(batch),
                            &mut saved.flat.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.all,
                        simd,
                        __nw::Forward::new(
                            (saved.flat.value.view(batch), age_input),
                            saved.all.value.view_mut(batch),
                            &mut saved.all.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.tanh,
                        simd,
                        __nw::Forward::new(
                            saved.all.value.view(batch),
                            saved.tanh.value.view_mut(batch),
                            &mut saved.tanh.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.scores,
                        simd,
                        __nw::Forward::new(
                            saved.tanh.value.view(batch),
                            saved.scores.value.view_mut(batch),
                            &mut saved.scores.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &self.estimate,
                        simd,
                        __nw::Forward::new(
                            saved.tanh.value.view(batch),
                            saved.estimate.value.view_mut(batch),
                            &mut saved.estimate.saved,
                            rng,
                        ),
                    );
                    __nw::Differentiable::<
                        T,
                    >::forward_train(
                        &<::netwright::layer::Concat<
                            (
                                ::netwright::nalgebra::Const<3>,
                                ::netwright::nalgebra::Const<1>,
                            ),
                            4,
                        > as ::core::default::Default>::default(),
                        simd,
                        __nw::Forward::new(
                            (
                                saved.scores.value.view(batch),
                                saved.estimate.value.view(batch),
                            ),
                            output,
                            &mut saved.outputs,
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
            let (image_input, age_input) = input;
            let batch = image_input.shape_generic().1;
            simd.run(
                #[inline(always)]
                move || {
                    let wanted = input_gradient.is_some();
                    let (image_input_gradient, age_input_gradient) = input_gradient
                        .unzip();
                    let pass = __nw::Backward::new(
                        (
                            saved.scores.value.view(batch),
                            saved.estimate.value.view(batch),
                        ),
                        output,
                        &mut saved.outputs,
                        output_gradient,
                        ::core::option::Option::Some((
                            saved.scores.gradient.view_mut(batch),
                            saved.estimate.gradient.view_mut(batch),
                        )),
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(
                        &<::netwright::layer::Concat<
                            (
                                ::netwright::nalgebra::Const<3>,
                                ::netwright::nalgebra::Const<1>,
                            ),
                            4,
                        > as ::core::default::Default>::default(),
                        simd,
                        pass,
                        &mut <::netwright::layer::Concat<
                            (
                                ::netwright::nalgebra::Const<3>,
                                ::netwright::nalgebra::Const<1>,
                            ),
                            4,
                        > as ::core::default::Default>::default(),
                    );
                    let pass = __nw::Backward::new(
                        saved.tanh.value.view(batch),
                        saved.estimate.value.view(batch),
                        &mut saved.estimate.saved,
                        saved.estimate.gradient.view(batch),
                        if wanted {
                            ::core::option::Option::Some(
                                saved.tanh.gradient.view_mut(batch),
                            )
                        } else {
                            ::core::option::Option::None
                        },
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.estimate, simd, pass, &mut gradient.estimate);
                    let pass = __nw::Backward::new(
                        saved.tanh.value.view(batch),
                        saved.scores.value.view(batch),
                        &mut saved.scores.saved,
                        saved.scores.gradient.view(batch),
                        if wanted {
                            ::core::option::Option::Some(saved.tanh_part.view_mut(batch))
                        } else {
                            ::core::option::Option::None
                        },
                    );
                    __nw::Differentiable::<
                        T,
                    >::backward(&self.scores, simd, pass, &mut gradient.scores);
                    if wanted {
                        __nw::accumulate(
                            saved.tanh.gradient.view_mut(batch),
                            saved.tanh_part.view(batch),
                        );
                    }
                    if wanted {
                        let pass = __nw::Backward::new(
                            saved.all.value.view(batch),
                            saved.tanh.value.view(batch),
                            &mut saved.tanh.saved,
                            saved.tanh.gradient.view(batch),
                            ::core::option::Option::Some(
                                saved.all.gradient.view_mut(batch),
                            ),
                        );
                        __nw::Differentiable::<
                            T,
                        >::backward(&self.tanh, simd, pass, &mut gradient.tanh);
                    }
                    if wanted {
                        let pass = __nw::Backward::new(
                            (saved.flat.value.view(batch), age_input),
                            saved.all.value.view(batch),
                            &mut saved.all.saved,
                            saved.all.gradient.view(batch),
                            ::core::option::Option::Some((
                                saved.flat.gradient.view_mut(batch),
                                saved.age_input_gradient.view_mut(batch),
                            )),
                        );
                        __nw::Differentiable::<
                            T,
                        >::backward(&self.all, simd, pass, &mut gradient.all);
                    }
                    if wanted {
                        let pass = __nw::Backward::new(
                            image_input,
                            saved.flat.value.view(batch),
                            &mut saved.flat.saved,
                            saved.flat.gradient.view(batch),
                            image_input_gradient,
                        );
                        __nw::Differentiable::<
                            T,
                        >::backward(&self.flat, simd, pass, &mut gradient.flat);
                    }
                    if let ::core::option::Option::Some(mut age_input_gradient) = age_input_gradient {
                        age_input_gradient
                            .copy_from(&saved.age_input_gradient.view(batch));
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
                        "flat",
                        &self.flat,
                        &saved.flat.saved,
                        batch,
                        __nw::Kept::of(&saved.flat, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "all",
                        &self.all,
                        &saved.all.saved,
                        batch,
                        __nw::Kept::of(&saved.all, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "tanh",
                        &self.tanh,
                        &saved.tanh.saved,
                        batch,
                        __nw::Kept::of(&saved.tanh, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "scores",
                        &self.scores,
                        &saved.scores.saved,
                        batch,
                        __nw::Kept::of(&saved.scores, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "estimate",
                        &self.estimate,
                        &saved.estimate.saved,
                        batch,
                        __nw::Kept::of(&saved.estimate, batch),
                    ),
                );
            inspector
                .step(
                    __nw::Inspected::<
                        T,
                        _,
                        _,
                    >::new(
                        "outputs",
                        &<::netwright::layer::Concat<
                            (
                                ::netwright::nalgebra::Const<3>,
                                ::netwright::nalgebra::Const<1>,
                            ),
                            4,
                        > as ::core::default::Default>::default(),
                        &saved.outputs,
                        batch,
                        __nw::Kept::Output,
                    ),
                );
        }
        fn initialize(&mut self, _: __nw::Init, rng: &mut dyn __nw::Rng) {
            let _ = &rng;
            __nw::Differentiable::<
                T,
            >::initialize(&mut self.scores, __nw::Init::Default, rng);
            __nw::Differentiable::<
                T,
            >::initialize(&mut self.estimate, __nw::Init::Default, rng);
        }
    }
    impl<T: ::netwright::scalar::Real> __nw::Signature for Face<T> {
        type Scalar = T;
        type InDim = __nw::Const<7>;
        type Inputs = (__nw::Const<6>, __nw::Const<1>);
        type OutDim = __nw::Const<4>;
        type Meaning = (__nw::Logits, __nw::Logits);
    }
    impl<T: ::netwright::scalar::Real> __nw::OutputMeaning for Face<T> {
        type Given<TInput: __nw::Meaning> = __nw::Logits;
    }
    impl<T: ::netwright::scalar::Real> __nw::Network for Face<T> {
        type InputShape = __nw::Rank1<__nw::typenum::U7>;
        type OutputShape = __nw::Rank1<__nw::typenum::U4>;
        const NAME: &'static str = "Face";
    }
    impl<T: ::netwright::scalar::Real> __nw::Counted for Face<T> {
        type Parameters = __nw::typenum::U32;
        type Steps = (
            __nw::StepType<
                __nw::Rank3<__nw::typenum::U1, __nw::typenum::U2, __nw::typenum::U3>,
                __nw::Rank1<__nw::typenum::U6>,
                __nw::typenum::U0,
            >,
            (
                __nw::StepType<
                    (__nw::Rank1<__nw::typenum::U6>, __nw::Rank1<__nw::typenum::U1>),
                    __nw::Rank1<__nw::typenum::U7>,
                    __nw::typenum::U0,
                >,
                (
                    __nw::StepType<
                        __nw::Rank1<__nw::typenum::U7>,
                        __nw::Rank1<__nw::typenum::U7>,
                        __nw::typenum::U0,
                    >,
                    (
                        __nw::StepType<
                            __nw::Rank1<__nw::typenum::U7>,
                            __nw::Rank1<__nw::typenum::U3>,
                            __nw::typenum::U24,
                        >,
                        (
                            __nw::StepType<
                                __nw::Rank1<__nw::typenum::U7>,
                                __nw::Rank1<__nw::typenum::U1>,
                                __nw::typenum::U8,
                            >,
                            (),
                        ),
                    ),
                ),
            ),
        );
        type Decimal = __nw::Const<
            {
                <Face<
                    ::core::primitive::f32,
                > as __nw::Parameters<::core::primitive::f32>>::COUNT
            },
        >;
    }
    const _: () = __nw::assert_counted::<Face<::core::primitive::f32>>();
    impl<T: ::netwright::scalar::Real> __nw::Takes<7> for Face<T> {}
    impl<T: ::netwright::scalar::Real> __nw::Gives<4> for Face<T> {}
    #[allow(dead_code)]
    impl Face {
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
